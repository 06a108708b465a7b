import type { Checked, PathStep, Type } from "@dougong/expression";
import type { Entity, Field } from "../catalogue/catalogue.ts";
import { fingerprint, hash32 } from "../catalogue/fingerprint.ts";
import { isLocal } from "../catalogue/is-local.ts";
import { mapChecked } from "../catalogue/map-checked.ts";
import { fieldOf } from "../catalogue/system-fields.ts";
import type {
  AggregateColumn,
  AggregateSource,
  Derivation,
  DerivedColumn,
  DerivedInvariant,
} from "./derived-column.ts";
import { enterRow, pathParts } from "./enter-row.ts";

type Aggregate = Extract<Checked, { node: "aggregate" }>;
type Path = Extract<Checked, { node: "path" }>;

/** The columns of all entities by id; the catalogue must be free of problems. */
export function deriveColumns(entities: readonly Entity[]): ReadonlyMap<string, Derivation> {
  const derivation = new Deriving(entities);
  const invariants = new Map(entities.map((entity) => [entity.id, derivation.invariantsOf(entity)]));
  for (const entity of entities)
    for (const field of entity.formulas) if (field.stored) derivation.addField(entity, field);
  return new Map(
    entities.map((entity) => [
      entity.id,
      { columns: derivation.columnsOf(entity), invariants: invariants.get(entity.id) ?? new Map() },
    ]),
  );
}

/** One derivation under way: columns come to be when something first reads them. */
class Deriving {
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #columns = new Map<string, Map<string, DerivedColumn>>();
  readonly #fields = new Set<Field>();

  constructor(entities: readonly Entity[]) {
    this.#entities = new Map(entities.map((entity) => [entity.id, entity]));
  }

  columnsOf(entity: Entity): readonly DerivedColumn[] {
    return [...(this.#columns.get(entity.id)?.values() ?? [])];
  }

  invariantsOf(entity: Entity): ReadonlyMap<string, DerivedInvariant> {
    return new Map(
      entity.invariants.map((invariant) => {
        const check = this.#near(entity, invariant.check);
        return [invariant.id, { check, foreign: this.#isForeign(entity, check) }];
      }),
    );
  }

  /** The column of a computed field. */
  addField(entity: Entity, field: Field): void {
    if (this.#fields.has(field) || field.computed === null) return;
    this.#fields.add(field);
    const { computed, lookup, rollup } = field;
    if (lookup !== null && computed.node === "path") {
      const target = this.#entity(lookup.entity);
      const via = lookup.via === "$parent" ? "_parent" : this.#column(entity, lookup.via);
      const source = this.#column(target, lookup.field);
      this.#add(entity, {
        kind: "lookup",
        name: field.id,
        type: field.type,
        field: field.id,
        foreign: true,
        via,
        target: target.id,
        source,
      });
      return;
    }
    const checked = this.#near(entity, computed, rollup === null ? null : this.#rollupSource(entity, field));
    const foreign = this.#isForeign(entity, checked);
    this.#add(entity, {
      kind: "formula",
      name: field.id,
      type: field.type,
      field: field.id,
      foreign,
      checked,
    });
  }

  /** The expression over columns of the record alone. */
  #near(entity: Entity, checked: Checked, rollup: AggregateSource | null = null): Checked {
    if (checked.node === "aggregate" && checked.rows.type.kind === "rows")
      return this.#nearAggregate(entity, checked, rollup);
    if (checked.node === "path") return this.#nearPath(entity, checked);
    // aggregates are taken whole: their inside belongs to another table
    return shallow(checked, (inner) => this.#near(entity, inner, rollup));
  }

  #nearPath(entity: Entity, node: Path): Checked {
    // an item of a list of plain values
    if (node.root.at === "row") return node;
    const steps = pathParts(node);
    return columnPath(entity, this.#columnAt(entity, steps), node.type);
  }

  /** The column that holds what is at the end of a path: of the record, or of another, brought near. */
  #columnAt(entity: Entity, steps: readonly PathStep[]): string {
    const [first, ...rest] = steps;
    if (first === undefined) return "id";
    if (rest.length === 0) return this.#column(entity, first.name);
    const target = this.#entity(targetOf(entity, first));
    const source = this.#columnAt(target, rest);
    return this.#hiddenLookup(entity, this.#column(entity, first.name), target, source, rest.at(-1)?.type);
  }

  #hiddenLookup(entity: Entity, via: string, target: Entity, source: string, type: Type | undefined): string {
    const name = `_lk_${hash32(`${via}>${target.id}.${source}`)}`;
    this.#add(entity, {
      kind: "lookup",
      name,
      type: type ?? { kind: "null" },
      field: null,
      foreign: true,
      via,
      target: target.id,
      source,
    });
    return name;
  }

  /** The column of a name; a computed field's column is made first. */
  #column(entity: Entity, name: string): string {
    if (name === "$parent") return "_parent";
    const field = fieldOf(entity, name);
    if (field !== undefined) this.addField(entity, field);
    return name;
  }

  #nearAggregate(entity: Entity, node: Aggregate, rollup: AggregateSource | null): Checked {
    if (node.rows.node !== "path") throw new TypeError("A stored aggregate runs over lines");
    if (node.rows.root.at === "root") {
      if (rollup === null) throw new TypeError("$rows stands in rollups only");
      return this.#aggregate(entity, node, rollup, []);
    }
    const steps = pathParts(node.rows);
    const before = steps.slice(0, -1);
    const holder = before.reduce((from, step) => this.#entity(targetOf(from, step)), entity);
    const lines = steps.at(-1);
    const rows = lines === undefined ? undefined : holder.fields.get(lines.name);
    if (lines === undefined || rows?.to == null) throw new TypeError("A list without rows");
    const over: AggregateSource = {
      entity: rows.to,
      lines: lines.name,
      match: [{ own: "id", other: "_parent" }],
      absent: null,
    };
    const near = this.#aggregate(holder, node, over, before);
    if (before.length === 0 || near.node !== "path") return near;
    const far = [...before, { name: near.steps[0]?.name ?? "id", entity: holder.id, type: node.type }];
    return columnPath(entity, this.#columnAt(entity, far), node.type);
  }

  /** `before` leads from the reader to the record whose lines these are. */
  #aggregate(entity: Entity, node: Aggregate, over: AggregateSource, before: readonly PathStep[]): Checked {
    const rows = this.#entity(over.entity);
    const [tie] = over.match;
    const back = tie?.own === "id" ? tie.other : null;
    const inside = (part: Checked | null): Checked | null =>
      part === null ? null : this.#near(rows, enterRow(part, { before, back, entity: entity.id }));
    const parts = { value: inside(node.value), filter: inside(node.filter) };
    const outer = node.outer.map((part) => this.#near(entity, below(part, before)));
    if (node.operator === "avg" && over.lines === null) return this.#average(entity, node, over, parts);
    return this.#aggregateColumn(entity, node, over, { ...parts, outer }, before.length === 0);
  }

  /** A mean is kept as sum and count, which changes can be added to. */
  #average(
    entity: Entity,
    node: Aggregate,
    over: AggregateSource,
    parts: { readonly value: Checked | null; readonly filter: Checked | null },
  ): Checked {
    const sum: Type = { kind: "decimal", scale: null };
    const whole = { ...parts, outer: [] };
    const total = this.#aggregateColumn(entity, { ...node, operator: "sum", type: sum }, over, whole, false);
    const counted = { ...node, operator: "count", type: { kind: "integer" as const } };
    const count = this.#aggregateColumn(entity, counted, over, whole, false);
    return { node: "call", type: node.type, operator: "/", args: [total, count] };
  }

  #aggregateColumn(
    entity: Entity,
    node: Aggregate,
    over: AggregateSource,
    parts: Pick<AggregateColumn, "value" | "filter" | "outer">,
    local: boolean,
  ): Checked {
    const meaning = [
      over.entity,
      ...over.match.map((tie) => `${tie.own}=${tie.other}`),
      over.absent ?? "",
      node.operator,
      fingerprint({ node: "constant", type: node.type, value: null }),
      ...[parts.value, parts.filter, ...parts.outer].map((part) => (part === null ? "" : fingerprint(part))),
    ];
    const name = `_agg_${hash32(meaning.join("|"))}`;
    this.#add(entity, {
      kind: "aggregate",
      name,
      type: node.type,
      field: null,
      foreign: true,
      over,
      operator: node.operator,
      ...parts,
      local: local && over.lines !== null && isLocal({ entities: this.#entities }, node) ? node : null,
    });
    return columnPath(entity, name, node.type);
  }

  #rollupSource(entity: Entity, field: Field): AggregateSource {
    if (field.rollup === null) throw new TypeError(`${field.id} is no rollup`);
    const rows = this.#entity(field.rollup.from);
    const match = field.rollup.by.map(({ own, other }) => ({
      own: this.#column(entity, own),
      other: other.node === "path" ? this.#columnAt(rows, pathParts(other)) : "id",
    }));
    return { entity: rows.id, lines: null, match, absent: this.#absent(rows) };
  }

  /** Trash counts as absent; a row is in the trash with its owner. */
  #absent(rows: Entity): string {
    if (rows.owner === null) return "_deleted_at";
    const owner = this.#entity(rows.owner.entity);
    return this.#hiddenLookup(rows, "_parent", owner, "_deleted_at", { kind: "datetime" });
  }

  #isForeign(entity: Entity, checked: Checked): boolean {
    const columns = this.#columns.get(entity.id);
    let foreign = false;
    mapChecked(checked, (node) => {
      const name = node.node === "path" ? node.steps[0]?.name : undefined;
      foreign ||= name !== undefined && columns?.get(name)?.foreign === true;
      return node;
    });
    return foreign;
  }

  #add(entity: Entity, column: DerivedColumn): void {
    const columns = this.#columns.get(entity.id) ?? new Map<string, DerivedColumn>();
    this.#columns.set(entity.id, columns);
    if (!columns.has(column.name)) columns.set(column.name, column);
  }

  #entity(id: string): Entity {
    const entity = this.#entities.get(id);
    if (entity === undefined) throw new TypeError(`There is no entity ${id}`);
    return entity;
  }
}

function columnPath(entity: Entity, name: string, type: Type): Checked {
  return { node: "path", type, root: { at: "record" }, steps: [{ name, entity: entity.id, type }] };
}

function targetOf(entity: Entity, step: PathStep): string {
  if (step.name === "$parent") return entity.owner?.entity ?? "";
  return step.type.kind === "reference" ? step.type.to : "";
}

/** What is read by way of the names before a list, as the record that has the list reads it. */
function below(part: Checked, before: readonly PathStep[]): Checked {
  if (before.length === 0) return part;
  return mapChecked(part, (node) =>
    node.node === "path"
      ? { ...node, root: { at: "record" }, steps: pathParts(node).slice(before.length) }
      : node,
  );
}

/** The node with its own parts changed. */
function shallow(node: Checked, change: (part: Checked) => Checked): Checked {
  switch (node.node) {
    case "call":
      return { ...node, args: node.args.map(change) };
    case "list":
      return { ...node, items: node.items.map(change) };
    case "aggregate":
      return {
        ...node,
        rows: change(node.rows),
        value: node.value === null ? null : change(node.value),
        filter: node.filter === null ? null : change(node.filter),
        outer: node.outer.map(change),
      };
    default:
      return node;
  }
}
