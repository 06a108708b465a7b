import type { AggregateNode } from "../operators/operator.ts";
import { operatorNamed } from "../operators/registry.ts";
import { arrayParameter, type Fragment, join, type Parameter, parameter, sql } from "../sql/fragment.ts";
import type { Checked, PathRoot, PathStep } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import type { Lowering } from "./lowering.ts";
import type { SqlEnvironment } from "./sql-environment.ts";
import { sqlText } from "./sql-text.ts";
import { sqlType } from "./sql-type.ts";

/**
 * SQL with exactly the value that `evaluate` has. Types as told at `SqlEnvironment`; the functions of
 * `sqlFunctions` must be installed in the environment's schema.
 */
export function lower(checked: Checked, environment: SqlEnvironment): Fragment {
  return new Lower(environment, []).value(checked);
}

/**
 * A condition for WHERE, ON or FILTER, where null counts as false, so that indexes can answer it.
 * A CHECK constraint needs `lowerTruth`, since null passes there.
 */
export function lowerCondition(checked: Checked, environment: SqlEnvironment): Fragment {
  return new Lower(environment, []).condition(checked);
}

/** A boolean that is never null: for CHECK constraints and trigger code. */
export function lowerTruth(checked: Checked, environment: SqlEnvironment): Fragment {
  return new Lower(environment, []).truth(checked);
}

class Lower implements Lowering {
  readonly environment: SqlEnvironment;
  readonly rows: readonly string[];

  /** Those of `rows` that are lists of plain values: `item` and `place` are their columns. */
  readonly #plain: ReadonlySet<string>;

  constructor(environment: SqlEnvironment, rows: readonly string[], plain: ReadonlySet<string> = new Set()) {
    this.environment = environment;
    this.rows = rows;
    this.#plain = plain;
  }

  get now(): Fragment {
    return asFragment(this.environment.now);
  }

  get zone(): Fragment {
    return asFragment(this.environment.timeZone);
  }

  helper(name: string): Fragment {
    return [`${this.environment.schema}.${name}`];
  }

  value(node: Checked): Fragment {
    switch (node.node) {
      case "constant":
        return constant(node);
      case "path":
        return this.#path(node.root, node.steps);
      case "today":
        return sql`(${this.now} at time zone ${this.zone})::date`;
      case "now":
        return this.now;
      case "index":
        return this.#index(node.type);
      case "list":
        return sql`array[${join(node.items.map((item) => this.as(item, itemType(node.type))))}]::${[sqlType(node.type)]}`;
      case "call": {
        const scalar = operatorNamed(node.operator)?.scalar;
        if (scalar === undefined) throw new RangeError(`${node.operator} has no SQL`);
        return scalar.lower(node, this);
      }
      case "aggregate":
        return this.#aggregate(node);
      default:
        return unknownNode(node);
    }
  }

  as(node: Checked, type: Type): Fragment {
    const [from, to] = [sqlType(node.type), sqlType(type)];
    if (node.node === "constant")
      return constant({ ...node, type: node.type.kind === "null" ? type : node.type }, to);
    return from === to && node.type.kind !== "null" ? this.value(node) : sql`(${this.value(node)})::${[to]}`;
  }

  condition(node: Checked): Fragment {
    if (node.node === "call") {
      const scalar = operatorNamed(node.operator)?.scalar;
      if (scalar?.lowerCondition !== undefined) return scalar.lowerCondition(node, this);
    }
    return this.as(node, { kind: "boolean" });
  }

  truth(node: Checked): Fragment {
    const operator =
      node.node === "call" || node.node === "aggregate" ? operatorNamed(node.operator) : undefined;
    const total = node.node === "aggregate" ? operator?.aggregate?.total : operator?.scalar?.total;
    return total === true ? this.value(node) : sql`coalesce(${this.as(node, { kind: "boolean" })}, false)`;
  }

  apiText(node: Checked): Fragment {
    return sqlText(this.value(node), node.type, this);
  }

  #path(root: PathRoot, steps: readonly PathStep[]): Fragment {
    const alias = root.at === "row" ? this.rows[this.rows.length - 1 - root.depth] : undefined;
    if (alias === undefined || !this.#plain.has(alias)) return this.environment.path(root, steps, this.rows);
    const item = sql`${[alias]}.item`;
    const [first] = steps;
    if (first === undefined || first.name === "id") return item;
    if (first.entity === null || this.environment.record === undefined)
      throw new RangeError(`${first.name} has no SQL here`);
    return this.environment.record(first.entity, item, steps);
  }

  #index(type: Type): Fragment {
    const alias = this.rows.at(-1);
    if (alias !== undefined && this.#plain.has(alias)) return sql`(${[alias]}.place - 1)`;
    const root = this.rows.length > 0 ? ({ at: "row", depth: 0 } as const) : ({ at: "record" } as const);
    return this.environment.path(root, [{ name: "$index", entity: null, type }], this.rows);
  }

  #aggregate(node: AggregateNode): Fragment {
    const aggregate = operatorNamed(node.operator)?.aggregate;
    if (aggregate === undefined) throw new RangeError(`${node.operator} is no aggregate`);
    const { group } = this.environment;
    if (group !== undefined && isImplied(node.rows)) {
      const inner = new Lower(this.environment, [...this.rows, group.alias]);
      const filter = node.filter === null ? [] : sql` filter (where ${inner.condition(node.filter)})`;
      return aggregate.fold(node, { filter, place: group.place, inner, outer: this });
    }
    const alias = `_r${this.rows.length + 1}`;
    const plain = node.rows.type.kind !== "rows";
    const inner = new Lower(
      this.environment,
      [...this.rows, alias],
      plain ? new Set([...this.#plain, alias]) : this.#plain,
    );
    const list = plain
      ? {
          from: sql`unnest(${this.value(node.rows)}) with ordinality as ${[alias]}(item, place)`,
          where: ["true"],
        }
      : this.environment.rows(node.rows, alias, this.rows);
    const filter =
      node.filter === null || aggregate.whole === true ? [] : sql` and ${inner.condition(node.filter)}`;
    const tail = sql`from ${list.from} where ${list.where}${filter}`;
    const values = (value: Fragment, ordered?: "ordered"): Fragment => {
      const place = ordered === undefined ? [] : sql`, ${inner.#index({ kind: "integer" })} as o`;
      return sql`from (select ${value} as v${place} ${tail}) ${[`_s${inner.rows.length}`]}`;
    };
    return aggregate.lower(node, { tail, values, inner, outer: this });
  }
}

/** `$rows`, which a measure does not write. */
function isImplied(rows: Checked): boolean {
  return rows.node === "path" && rows.root.at === "root" && rows.root.name === "rows";
}

function asFragment(piece: Fragment | Parameter): Fragment {
  return "type" in piece ? [piece] : piece;
}

function itemType(type: Type): Type {
  return type.kind === "list" ? type.of : type;
}

function constant(node: Extract<Checked, { node: "constant" }>, type = sqlType(node.type)): Fragment {
  const { value } = node;
  if (value === null) return [`null::${type}`];
  if (typeof value === "boolean" && type === "boolean") return [String(value)];
  if (typeof value !== "object") return [parameter(String(value), type)];
  return Array.isArray(value) && type.endsWith("[]")
    ? [arrayParameter(value.map(itemText), type.slice(0, -2))]
    : [parameter(JSON.stringify(value), "jsonb")];
}

function itemText(item: unknown): string | null {
  return item === null ? null : String(item);
}

function unknownNode(node: never): never {
  throw new RangeError(`Unknown node ${JSON.stringify(node)}`);
}
