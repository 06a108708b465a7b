import fc from "fast-check";

/** Names that a generated expression may use, by type. */
export interface Names {
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  readonly dates: readonly string[];
  readonly flags: readonly string[];
}

interface Texts {
  readonly number: string;
  readonly condition: string;
  readonly text: string;
  readonly date: string;
}

/** Well-typed expressions as a designer would write them, over the given names. */
export function expressionTexts(names: Names): { readonly [T in keyof Texts]: fc.Arbitrary<string> } {
  return fc.letrec<Texts>((inner) => grammar(names, inner));
}

function grammar(
  names: Names,
  inner: fc.LetrecTypedTie<Texts>,
): { readonly [T in keyof Texts]: fc.Arbitrary<string> } {
  const [number, condition, text, date] = [inner("number"), inner("condition"), inner("text"), inner("date")];
  const of = (parts: readonly fc.Arbitrary<string>[], write: (...given: string[]) => string) =>
    fc.tuple(...parts).map((given) => write(...given));
  const pick = (...all: string[]) => fc.constantFrom(...all);
  const depth = { depthSize: "small", maxDepth: 3 } as const;
  return {
    number: fc.oneof(
      depth,
      pick(...names.numbers, "0", "3", "1.50", "-2.25"),
      of([number, pick("+", "-", "*", "/", "%"), number], (a, sign, b) => `(${a} ${sign} ${b})`),
      of([number, pick("0", "1", "3")], (a, n) => `ROUND(${a}, ${n})`),
      of([pick("ABS", "FLOOR", "CEIL"), number], (f, a) => `${f}(${a})`),
      of([pick("COALESCE", "MIN", "MAX"), number, number], (f, a, b) => `${f}(${a}, ${b})`),
      of([condition, number, number], (c, a, b) => `IF(${c}, ${a}, ${b})`),
      of([text], (t) => `LEN(${t})`),
      of(
        [date, date, pick("day", "week", "month", "year")],
        (a, b, unit) => `DATEDIFF(${a}, ${b}, "${unit}")`,
      ),
    ),
    condition: fc.oneof(
      depth,
      pick(...names.flags),
      of([number, pick("=", "!=", "<", "<=", ">", ">="), number], (a, sign, b) => `(${a} ${sign} ${b})`),
      of([text, pick("=", "!=", "<"), text], (a, sign, b) => `(${a} ${sign} ${b})`),
      of([date, pick("=", "<", ">="), date], (a, sign, b) => `(${a} ${sign} ${b})`),
      of([condition, pick("AND", "OR"), condition], (a, sign, b) => `(${a} ${sign} ${b})`),
      of([condition], (a) => `(NOT ${a})`),
      of([fc.oneof(number, text, date)], (a) => `ISNULL(${a})`),
      of([pick("CONTAINS", "STARTSWITH"), text, text], (f, a, b) => `${f}(${a}, ${b})`),
    ),
    text: fc.oneof(
      depth,
      pick(...names.texts, '"a"', '"b c"', '"\\\\$b0$\'"'),
      of([pick("UPPER", "LOWER", "TRIM"), text], (f, a) => `${f}(${a})`),
      of([text, fc.oneof(text, number, date)], (a, b) => `(${a} & ${b})`),
      of([pick("LEFT", "RIGHT"), text], (f, a) => `${f}(${a}, 2)`),
      of([condition, text, text], (c, a, b) => `IF(${c}, ${a}, ${b})`),
    ),
    date: fc.oneof(
      depth,
      pick(...names.dates, 'DATE("2024-02-29")'),
      of(
        [date, pick("-1", "2", "13"), pick("day", "month", "year")],
        (d, n, unit) => `DATEADD(${d}, ${n}, "${unit}")`,
      ),
      of([date, pick("week", "month", "quarter", "year")], (d, unit) => `STARTOF(${d}, "${unit}")`),
    ),
  };
}
