import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expression } from "../ast/expression.ts";
import { someDay, someDecimal, someExpression, someInstant, someText } from "../conformance/arbitrary.ts";
import { normalize } from "../normalize/normalize.ts";
import { operators } from "../operators/registry.ts";
import { print } from "../print/print.ts";
import { parse } from "./parse.ts";

function parsed(text: string): Expression {
  const result = parse(text);
  if ("problems" in result) throw new Error(`${text}: ${JSON.stringify(result.problems)}`);
  return result.expression;
}

function canonical(source: Expression): Expression {
  const result = normalize(source as Parameters<typeof normalize>[0]);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.expression;
}

/** Any canonical tree, whether or not it makes sense. */
const anyTree: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    fc.integer({ min: -(2 ** 53 - 1), max: 2 ** 53 - 1 }),
    fc.boolean(),
    fc.constant(null),
    someText,
    fc.string({ unit: "binary" }).filter((text) => !/\p{Cs}|\0/u.test(text)),
    someDecimal.map((decimal) => ({ decimal })),
    someDay.map((date) => ({ date })),
    someInstant.map((datetime) => ({ datetime })),
    fc.constantFrom("09:30:00", "23:59:59").map((time) => ({ time })),
    fc
      .constantFrom(
        "a",
        "lines",
        "lines.amount",
        "$user.id",
        "$parent.lines",
        "a.b.c",
        "$now",
        "$rows",
        "not",
        "in",
        "木",
      )
      .map((name) => ({ var: name })),
  ),
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    tie("leaf"),
    tie("leaf").map((leaf) => leaf),
    call(tie("tree")),
    fc.array(tie("tree"), { maxLength: 3 }).map((list) => ({ list })),
  ),
})).tree;

function call(argument: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc
    .constantFrom(...Object.values(operators))
    .chain(({ name, arity: [least, most] }) =>
      fc
        .array(argument, { minLength: least, maxLength: Math.min(most, least + 3) })
        .map((args) => ({ [name]: isLiteral(name, args) ? [null] : args })),
    );
}

/** `DATE("…")` is a literal. */
function isLiteral(name: string, args: readonly Expression[]): boolean {
  return (name === "date" || name === "datetime") && args.length === 1 && typeof args[0] === "string";
}

describe("the two spellings", () => {
  it("give back any canonical tree: parse ∘ print is the identity", () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const expression = typeof tree === "string" ? tree : canonical(tree);
        expect(parsed(print(expression))).toEqual(expression);
      }),
      { numRuns: 1000 },
    );
  });

  it("settle after one round: print ∘ parse of a printed text changes nothing", () => {
    fc.assert(
      fc.property(someExpression, (tree) => {
        const text = print(typeof tree === "string" ? tree : canonical(tree));
        expect(print(parsed(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Expression]>([
    [
      "SUM(lines.amount) * (1 - discount)",
      { "*": [{ sum: [{ var: "lines" }, { var: "amount" }] }, { "-": [1, { var: "discount" }] }] },
    ],
    ["customer.tier", { var: "customer.tier" }],
    ['status != "draft"', { "!=": [{ var: "status" }, "draft"] }],
    ["a AND b AND c", { and: [{ var: "a" }, { var: "b" }, { var: "c" }] }],
    ["(a AND b) AND c", { and: [{ and: [{ var: "a" }, { var: "b" }] }, { var: "c" }] }],
    ["a - b - c", { "-": [{ "-": [{ var: "a" }, { var: "b" }] }, { var: "c" }] }],
    ["a - (b - c)", { "-": [{ var: "a" }, { "-": [{ var: "b" }, { var: "c" }] }] }],
    ["NOT a = b", { "!": [{ "==": [{ var: "a" }, { var: "b" }] }] }],
    ["-a * b", { "*": [{ "-": [{ var: "a" }] }, { var: "b" }] }],
    ["-5", -5],
    ["-(5)", { "-": [5] }],
    ["12.50", { decimal: "12.50" }],
    ["5.", { decimal: "5" }],
    ["[a, 1]", { list: [{ var: "a" }, 1] }],
    ['DATE("2026-01-31")', { date: "2026-01-31" }],
    ["DATE(created_at)", { date: [{ var: "created_at" }] }],
    ['a & b & "c"', { concat: [{ var: "a" }, { var: "b" }, "c"] }],
    ["COUNT()", { count: [] }],
    ["COUNT(lines)", { count: [{ var: "lines" }] }],
    ['SUM(amount, state = "cleared")', { sum: [{ var: "amount" }, { "==": [{ var: "state" }, "cleared"] }] }],
    ["MIN(a, b)", { min: [{ var: "a" }, { var: "b" }] }],
    ["SUM($parent.lines.amount)", { sum: [{ var: "$parent.lines" }, { var: "amount" }] }],
    ['JOIN(lines.name, ", ")', { join: [{ var: "lines" }, { var: "name" }, ", "] }],
  ])("%s", (text, expression) => {
    expect(parsed(text)).toEqual(expression);
    expect(print(expression)).toBe(text);
  });

  it("reads what people write otherwise, too", () => {
    expect(print(parsed("sum( lines.amount )*2"))).toBe("SUM(lines.amount) * 2");
    expect(print(parsed("CONCAT(a, b)"))).toBe("a & b");
    expect(print(parsed('TIME("09:30") = x'))).toBe('TIME("09:30:00") = x');
    expect(print(parsed("((a))"))).toBe("a");
  });
});

describe("limits", () => {
  it.each(["(", "-", "NOT ", "[", "IF(", "a = "])("answers too_deep for 100,000 of %s", (piece) => {
    const result = parse(piece.repeat(100_000));
    const codes = "problems" in result ? result.problems.map(({ code }) => code) : [];
    expect(codes).toEqual([piece === "a = " ? "too_many" : "too_deep"]);
  });

  it("takes 32 levels and 1,000 nodes, and no more", () => {
    const nested = (levels: number): string => `${"ABS(".repeat(levels)}1${")".repeat(levels)}`;
    expect(parse(nested(31))).toHaveProperty("expression");
    expect(parse(nested(32))).toHaveProperty("problems.0.code", "too_deep");
    const sum = (terms: number): string => Array.from({ length: terms }, () => "1").join(" + ");
    expect(parse(sum(999))).toHaveProperty("expression");
    expect(parse(sum(1000))).toHaveProperty("problems.0.code", "too_many");
    expect(parse(sum(20_000))).toHaveProperty("problems.0.code", "too_many");
  });

  it("takes a list of 1,000 constants as one node", () => {
    const list = (length: number, first = "1"): string =>
      `a IN [${[first, ...Array.from({ length: length - 1 }, (_, index) => `-${index}`)].join(", ")}]`;
    expect(parse(list(1000))).toHaveProperty("expression");
    expect(parse(`${list(1000)} AND ${list(1000)}`)).toHaveProperty("expression");
    expect(parse(list(1001))).toHaveProperty("problems.0.code", "too_many");
    expect(parse(list(900, "b"))).toHaveProperty("expression");
    expect(parse(list(1000, "b"))).toHaveProperty("problems.0.code", "too_many");
  });

  it("reads long texts in linear time", () => {
    const started = performance.now();
    parse(`"${"木".repeat(200_000)}"`);
    parse("a".repeat(400_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("problems of a text", () => {
  it("point at the code point, count emoji as one, and propose the nearest name", () => {
    const result = parse('"😀木" & SUMM(1)');
    expect(result).toEqual({
      problems: [
        {
          code: "unknown_function",
          path: "",
          params: { name: "SUMM", nearest: "SUM" },
          expected: "SUM",
          got: "SUMM",
          at: { text: '"😀木" & SUMM(1)', offset: 7, length: 4 },
        },
      ],
    });
  });

  it("say what is needed and what is there", () => {
    expect(parse("ROUND(a 2)")).toHaveProperty("problems.0", {
      code: "syntax_error",
      path: "",
      params: { expected: ")", got: "2" },
      expected: ")",
      got: "2",
      at: { text: "ROUND(a 2)", offset: 8, length: 1 },
    });
  });

  it("give the operator that a lower-case word means", () => {
    expect(parse("a and b")).toHaveProperty("problems.0.params", {
      expected: "operator",
      got: "and",
      hint: "AND",
    });
  });
});
