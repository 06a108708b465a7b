import { type JsonValue, pointer as jsonPointer, type Problem } from "@dougong/model";
import type { Expression } from "../ast/expression.ts";
import { isLiteralKind, type LiteralKind } from "../ast/literals.ts";
import type { Operator } from "../operators/operator.ts";
import { operatorNamed } from "../operators/registry.ts";
import type { Source } from "../parse/source.ts";
import type { Checked } from "../types/checked.ts";
import type { CheckContext } from "../types/scope.ts";
import type { Type } from "../types/type.ts";
import { visitAggregate } from "./aggregate.ts";
import { alignArguments } from "./align.ts";
import type { Frame } from "./place.ts";
import type { Report } from "./report.ts";
import { resolvePath } from "./resolve-path.ts";

/** A node with its JSON Pointer in the expression. */
export interface Located {
  readonly expression: Expression;
  readonly pointer: string;
}

/** A checked node and its canonical spelling. */
export interface Visited {
  readonly checked: Checked;
  readonly expression: Expression;
}

/** One check in progress; collects problems and reads. A visit answers null where a problem was reported. */
export class Checker {
  readonly problems: Problem[] = [];
  readonly reads = new Set<string>();
  readonly context: CheckContext;
  live = false;
  readonly #source: Source | undefined;

  constructor(context: CheckContext, source: Source | undefined) {
    this.context = context;
    this.#source = source;
  }

  visit(node: Located, frame: Frame): Visited | null {
    const { expression, pointer } = node;
    if (typeof expression !== "object" || expression === null)
      return { checked: constant(expression), expression };
    if (Array.isArray(expression)) return this.#list(expression, pointer, frame);
    const [name = "", value = null] = Object.entries(expression)[0] ?? [];
    if (name === "var") return this.#path(String(value), node, frame);
    if (typeof value === "string" && isLiteralKind(name))
      return { checked: literal(name, value), expression };
    const args: readonly Expression[] = Array.isArray(value) ? value : [];
    const inner = `${pointer}${jsonPointer(name)}`;
    if (name === "list") return this.#list(args, inner, frame);
    const operator = operatorNamed(name);
    if (operator === undefined) {
      this.fault({ code: "unknown_function", params: { name }, got: name }, pointer);
      return null;
    }
    const located = args.map((arg, index) => ({ expression: arg, pointer: `${inner}/${index}` }));
    if (operator.aggregate !== undefined) {
      const rows = visitAggregate(this, operator, located, pointer, frame);
      if (rows !== "scalar") return rows;
    }
    return this.#call(operator, located, pointer, frame);
  }

  /** Reports at a pointer; `within` narrows to a part of the node's text. */
  fault(
    problem: Omit<Problem, "path" | "at">,
    pointer: string,
    within?: { readonly offset: number; readonly length: number },
  ): void {
    const source = this.#source;
    if (source === undefined) {
      this.problems.push({ ...problem, path: pointer });
      return;
    }
    const place = source.positions.get(pointer) ?? { offset: 0, length: Array.from(source.text).length };
    const at = within === undefined ? place : { offset: place.offset + within.offset, length: within.length };
    this.problems.push({ ...problem, path: "", at: { text: source.text, ...at } });
  }

  /** How an operator reports about its arguments. */
  report(pointerOf: (argument: number | null) => string, operator?: Operator): Report {
    const problem: Report["problem"] = (argument, found) => {
      const named =
        operator === undefined ? found : { ...found, params: { operator: operator.text, ...found.params } };
      this.fault(named, pointerOf(argument));
      return null;
    };
    const mismatch: Report["mismatch"] = (argument, expected, got) => {
      const params = { expected: words(expected), got: words(got) };
      return problem(argument, {
        code: "type_mismatch",
        params,
        expected,
        got,
        ...(operator === undefined ? {} : { variant: "argument" }),
      });
    };
    return { problem, mismatch };
  }

  #path(name: string, node: Located, frame: Frame): Visited | null {
    const resolved = resolvePath(name, frame, this.context);
    if ("problem" in resolved) {
      const names = name.split(".");
      const before = names.slice(0, resolved.at).map((part) => Array.from(part).length + 1);
      const within = {
        offset: before.reduce((sum, size) => sum + size, 0),
        length: Array.from(names[resolved.at] ?? "").length,
      };
      this.fault(resolved.problem, node.pointer, within);
      return null;
    }
    if (resolved.reads !== "$index" && resolved.reads !== "$item") this.reads.add(resolved.reads);
    this.live = this.live || resolved.live;
    return { checked: resolved.checked, expression: node.expression };
  }

  #call(operator: Operator, args: readonly Located[], pointer: string, frame: Frame): Visited | null {
    const { scalar } = operator;
    const visited = args.map((arg) => this.visit(arg, frame));
    if (scalar === undefined || visited.some((one) => one === null)) return null;
    const nodes = visited.filter((one) => one !== null);
    if (isClock(operator.name)) this.#clock(operator, pointer);
    const typed = scalar.check(
      [...nodes.map((one) => one.checked), ...this.#tree(operator, nodes)],
      this.report((index) => (index === null ? pointer : (args[index]?.pointer ?? pointer)), operator),
    );
    if (typed === null) return null;
    return {
      checked: { node: "call", type: typed.type, operator: operator.name, args: typed.args },
      expression: { [operator.name]: nodes.map((one) => one.expression) },
    };
  }

  #clock(operator: Operator, pointer: string): void {
    this.live = true;
    if (operator.name !== "under") this.reads.add(`$${operator.name}`);
    if (this.context.allow?.live !== false) return;
    this.fault({ code: "not_storable", params: { name: operator.text }, got: operator.text }, pointer);
  }

  /** UNDER knows the field that it climbs by. */
  #tree(operator: Operator, [first]: readonly Visited[]): readonly Checked[] {
    const type = first?.checked.type;
    if (operator.name !== "under" || type?.kind !== "reference") return [];
    const tree = this.context.treeOf?.(type.to);
    return tree === undefined ? [] : [constant(tree)];
  }

  #list(items: readonly Expression[], pointer: string, frame: Frame): Visited | null {
    const located = items.map((expression, index) => ({ expression, pointer: `${pointer}/${index}` }));
    const visited = located.map((item) => this.visit(item, frame));
    if (visited.some((one) => one === null)) return null;
    const nodes = visited.filter((one) => one !== null);
    const aligned = alignArguments(
      nodes.map((one) => one.checked),
      this.report((index) => located[index ?? 0]?.pointer ?? pointer),
    );
    if (aligned === null) return null;
    return {
      checked: { node: "list", type: { kind: "list", of: aligned.type }, items: aligned.nodes },
      expression: { list: nodes.map((one) => one.expression) },
    };
  }
}

/** What is worked out at each read, though no argument says so. */
function isClock(name: string): boolean {
  return name === "today" || name === "now" || name === "under";
}

/** A constant; the empty text is null (contract 0.2). */
function constant(value: null | boolean | number | string): Checked {
  const kinds = { boolean: "boolean", number: "integer", string: "text" } as const;
  const kind = typeof value;
  if (value === null || value === "" || (kind !== "boolean" && kind !== "number" && kind !== "string")) {
    return { node: "constant", type: { kind: value === "" ? "text" : "null" }, value: null };
  }
  return { node: "constant", type: { kind: kinds[kind] }, value };
}

function literal(kind: LiteralKind, value: string): Checked {
  const type: Type = kind === "decimal" ? { kind, scale: value.split(".")[1]?.length ?? 0 } : { kind };
  return { node: "constant", type, value };
}

function words(value: JsonValue): string {
  return Array.isArray(value) ? value.map(String).join(", ") : String(value);
}
