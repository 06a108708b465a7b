import type { AggregateNode } from "../operators/operator.ts";
import { operatorNamed } from "../operators/registry.ts";
import { compilePattern, type Pattern } from "../pattern/pattern.ts";
import { dayLength, formatDay, parseInstant } from "../time/calendar.ts";
import { openZone, type Zone } from "../time/zone.ts";
import type { Checked } from "../types/checked.ts";
import type { Exact } from "./decimal.ts";
import type { Environment, Value } from "./environment.ts";
import type { Evaluation, RowPlace } from "./evaluation.ts";
import { fromValue, isList, type Plain, type Row, toExact, toValue } from "./plain.ts";
import { readPath } from "./read-path.ts";

/**
 * The value of a checked expression in contract form: decimals are plain strings at the type's scale.
 *
 * @throws out_of_range where a result is beyond its type
 */
export function evaluate(checked: Checked, environment: Environment): Value {
  return toValue(new Run(environment, [], new Kept(environment)).value(checked), checked.type);
}

/** What one evaluation makes once, when it is first needed: the zone, which is slow to open, and patterns. */
class Kept {
  readonly #environment: Environment;
  #zone: Zone | undefined;
  readonly #patterns = new Map<string, Pattern>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  open(): Zone {
    const { zones, timeZone } = this.#environment;
    this.#zone ??= zones?.open(timeZone) ?? openZone(timeZone);
    return this.#zone;
  }

  pattern(text: string): Pattern {
    let pattern = this.#patterns.get(text);
    if (pattern === undefined) {
      const compiled = compilePattern(text);
      if ("fault" in compiled) throw new RangeError("A pattern that was not checked");
      pattern = compiled.pattern;
      this.#patterns.set(text, pattern);
    }
    return pattern;
  }
}

class Run implements Evaluation {
  readonly environment: Environment;
  readonly rows: readonly RowPlace[];
  readonly #kept: Kept;

  constructor(environment: Environment, rows: readonly RowPlace[], kept: Kept) {
    this.environment = environment;
    this.rows = rows;
    this.#kept = kept;
  }

  value(node: Checked): Plain {
    switch (node.node) {
      case "constant":
        return isList(node.value)
          ? node.value.map((item) => fromValue(item, { kind: "text" }))
          : fromValue(node.value, node.type);
      case "path":
        return node.type.kind === "rows" ? null : fromValue(readPath(node, this), node.type);
      case "today":
        return this.today();
      case "now":
        return this.environment.now;
      case "index":
        return this.rows.at(-1)?.index ?? this.environment.index ?? null;
      case "list":
        return node.items.map((item) => this.value(item));
      case "call": {
        const scalar = operatorNamed(node.operator)?.scalar;
        if (scalar === undefined) throw new RangeError(`${node.operator} has no value`);
        return scalar.evaluate(node, this);
      }
      case "aggregate":
        return this.#aggregate(node);
      default:
        return unknownNode(node);
    }
  }

  truth(node: Checked): boolean {
    return this.value(node) === true;
  }

  number(node: Checked): Exact | null {
    const value = this.value(node);
    return value === null ? null : toExact(value);
  }

  integer(node: Checked): number | null {
    const value = this.value(node);
    return typeof value === "number" ? value : null;
  }

  text(node: Checked): string | null {
    const value = this.value(node);
    return typeof value === "string" && value !== "" ? value : null;
  }

  apiText(node: Checked): string {
    const value = toValue(this.value(node), node.type);
    return value === null ? "" : String(value);
  }

  zone(): Zone {
    return this.#kept.open();
  }

  pattern(text: string): Pattern {
    return this.#kept.pattern(text);
  }

  today(): string {
    return formatDay(Math.floor(this.zone().toLocal(parseInstant(this.environment.now)) / dayLength));
  }

  #aggregate(node: AggregateNode): Plain {
    const aggregate = operatorNamed(node.operator)?.aggregate;
    if (aggregate === undefined) throw new RangeError(`${node.operator} is no aggregate`);
    const items: Plain[] = [];
    for (const [index, row] of this.#rowsOf(node.rows).entries()) {
      const inner = new Run(this.environment, [...this.rows, { row, index }], this.#kept);
      if (node.filter === null || inner.truth(node.filter))
        items.push(node.value === null ? null : inner.value(node.value));
      else if (aggregate.whole === true) items.push(false);
    }
    return aggregate.evaluate(items, node, this);
  }

  #rowsOf(list: Checked): readonly (Row | Value)[] {
    if (list.type.kind !== "rows") {
      const values = list.node === "path" ? readPath(list, this) : toValue(this.value(list), list.type);
      return isList(values) ? values.filter((item): item is Value => item !== undefined) : [];
    }
    if (list.node !== "path") return [];
    const implied = list.root.at === "root" && list.root.name === "rows" && list.steps.length === 0;
    const value = implied ? this.environment.rows : readPath(list, this);
    return isList(value)
      ? value.filter((row): row is Row => typeof row === "object" && row !== null && !isList(row))
      : [];
  }
}

function unknownNode(node: never): never {
  throw new RangeError(`Unknown node ${JSON.stringify(node)}`);
}
