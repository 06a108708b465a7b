import type { Checked, PathRoot, Type } from "@dougong/expression";

/**
 * A text that is equal for expressions of equal meaning and type, so that a column that is named by its hash
 * is a new one when either changes.
 */
export function fingerprint(checked: Checked): string {
  const type = typeText(checked.type);
  switch (checked.node) {
    case "constant":
      return `${type}:${JSON.stringify(checked.value)}`;
    case "path":
      return `${type}:${rootText(checked.root)}${checked.steps.map((step) => `.${step.name}`).join("")}`;
    case "today":
    case "now":
    case "index":
      return `$${checked.node}`;
    case "list":
      return `[${checked.items.map(fingerprint).join(",")}]`;
    case "call":
      return `${type}:${checked.operator}(${checked.args.map(fingerprint).join(",")})`;
    case "aggregate": {
      const outer = checked.outer.length === 0 ? [null] : checked.outer;
      const parts = [checked.rows, checked.value, checked.filter, ...outer].map((part) =>
        part === null ? "" : fingerprint(part),
      );
      return `${type}:${checked.operator}{${parts.join("|")}}`;
    }
  }
}

function rootText(root: PathRoot): string {
  if (root.at === "row") return `row${root.depth}`;
  return root.at === "root" ? `$${root.name}` : root.at;
}

function typeText(type: Type): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.scale ?? ""})`;
    case "choice":
    case "choices":
      return `${type.kind}(${type.options.join(",")})`;
    case "reference":
    case "references":
      return `${type.kind}(${type.to})`;
    case "rows":
      return `rows(${type.entity})`;
    case "list":
      return `list(${typeText(type.of)})`;
    default:
      return type.kind;
  }
}

/** FNV-1a, 32 bits, as eight hexadecimal digits (Fowler, Noll, Vo; draft-eastlake-fnv), over UTF-16 code units. */
export function hash32(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}
