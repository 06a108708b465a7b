import type { Checked } from "@dougong/expression";
import type { OwnAggregate } from "@dougong/fields";

/** The expression with each aggregate that stands in a column of its own replaced by that column. */
export function withAggregateColumns(checked: Checked, aggregates: readonly OwnAggregate[]): Checked {
  const walk = (node: Checked): Checked => {
    switch (node.node) {
      case "aggregate":
        return columnNode(node, aggregates) ?? node;
      case "call":
        return { ...node, args: node.args.map(walk) };
      case "list":
        return { ...node, items: node.items.map(walk) };
      case "constant":
      case "path":
      case "today":
      case "now":
      case "index":
        return node;
    }
  };
  return walk(checked);
}

function columnNode(node: OwnAggregate["checked"], aggregates: readonly OwnAggregate[]): Checked | undefined {
  const found = aggregates.find((one) => one.checked === node || shape(one.checked) === shape(node));
  if (found === undefined) return undefined;
  return {
    node: "path",
    type: node.type,
    root: { at: "record" },
    steps: [{ name: found.column, entity: null, type: node.type }],
  };
}

/** Of types only their kind: a list's leads into scopes, which may lead back. */
function shape(checked: Checked): string {
  return JSON.stringify(checked, (member, value: unknown) => (member === "type" ? kindOf(value) : value));
}

function kindOf(type: unknown): unknown {
  return typeof type === "object" && type !== null && "kind" in type ? type.kind : null;
}
