// Over 400 lines on purpose: the generators of one language refer to each other, and are read together.
import fc from "fast-check";
import type { Expression } from "../ast/expression.ts";
import type { Value } from "../evaluate/environment.ts";

/** Random typed expressions over the entity of `scope.ts`, and random records of it. */

type Generated = fc.Arbitrary<Expression>;

const call = (name: string, ...args: readonly Generated[]): Generated =>
  fc.tuple(...args).map((values) => ({ [name]: values }));
const name = (...names: readonly string[]): Generated =>
  fc.constantFrom(...names).map((one) => ({ var: one }));
const unit = (...units: readonly string[]): Generated => fc.constantFrom(...units);

const characters = fc.constantFrom(
  "a",
  "B",
  "z",
  "Z",
  "1",
  " ",
  "%",
  "_",
  "\\",
  "-",
  ".",
  "é",
  "ß",
  "Σ",
  "ı",
  "木",
  "結",
  "😀",
  "～",
  "\u00a0",
  "\u3000",
  "e\u0301",
);
export const someText = fc.string({ unit: characters, maxLength: 6 });
const digits = (length: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{1,${length}}$`));

/** Decimals of up to 34 digits. */
export const someDecimal = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(digits(4), digits(22)),
    fc.oneof(fc.constant(""), digits(2), digits(12)),
  )
  .map(([sign, whole, fraction]) => sign + whole + (fraction === "" ? "" : `.${fraction}`));

export const someDay = fc.oneof(
  fc.constantFrom(
    "2024-02-29",
    "2026-01-31",
    "2025-12-31",
    "2026-03-29",
    "2026-10-25",
    "1999-12-31",
    "2000-02-29",
    "2100-02-28",
  ),
  fc
    .date({ min: new Date("1971-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);

export const someInstant = fc.oneof(
  fc.constantFrom(
    "2026-03-29T00:59:59.999Z",
    "2026-03-29T01:00:00.000Z",
    "2026-10-25T00:30:00.000Z",
    "2026-10-25T01:30:00.000Z",
    "2026-03-08T07:00:00.000Z",
    "2026-11-01T05:30:00.000Z",
    "2026-11-01T06:30:00.000Z",
  ),
  fc
    .date({ min: new Date("1971-01-01"), max: new Date("2037-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString()),
);

export const someZone = fc.constantFrom(
  "UTC",
  "Asia/Shanghai",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Pacific/Apia",
);

const dateUnits = ["day", "week", "month", "quarter", "year"] as const;
const clockUnits = ["second", "minute", "hour"] as const;

/** Names of each type at a place: the record's, or a row's. */
interface Names {
  readonly text: readonly string[];
  readonly integer: readonly string[];
  readonly decimal: readonly string[];
  readonly boolean: readonly string[];
  readonly date: readonly string[];
  readonly datetime: readonly string[];
  /** Others that have an API form. */
  readonly other: readonly string[];
}

const recordNames: Names = {
  text: ["name", "code", "note", "customer.name", "nobody.name", "customer.owner.email"],
  integer: ["n", "m", "k"],
  decimal: ["x", "y", "w", "none", "customer.limit"],
  boolean: ["active", "vip", "maybe"],
  date: ["d", "e", "nodate", "customer.since", "$today"],
  datetime: ["at", "until", "never", "$now"],
  other: ["status", "stage", "clock", "customer", "nobody"],
};

const rowNames: Names = {
  text: ["label", "$parent.name", "$parent.note"],
  integer: ["qty", "$index", "$parent.n", "$parent.k"],
  decimal: ["price", "amount", "$parent.x"],
  boolean: ["flag", "$parent.maybe"],
  date: ["on", "$parent.d"],
  datetime: ["$parent.at", "$parent.never"],
  other: ["$parent.status", "product"],
};

type Kind = Exclude<keyof Names, "other">;
export type Kinds = Readonly<Record<Kind, Generated>>;

/** Expressions of each type; `depth` counts the levels that are left. */
function expressions(names: Names, depth: number, inner: Kinds | null): Kinds {
  const leaf: Kinds = {
    text: fc.oneof(name(...names.text), someText, fc.constant(null)),
    integer: fc.oneof(name(...names.integer), fc.integer({ min: -1000, max: 1000 }), fc.constant(null)),
    decimal: fc.oneof(
      name(...names.decimal),
      someDecimal.map((decimal) => ({ decimal })),
      fc.constant(null),
    ),
    boolean: fc.oneof(name(...names.boolean), fc.boolean(), fc.constant(null)),
    date: fc.oneof(
      name(...names.date),
      someDay.map((date) => ({ date })),
      fc.constant(null),
    ),
    datetime: fc.oneof(
      name(...names.datetime),
      someInstant.map((datetime) => ({ datetime })),
      fc.constant(null),
    ),
  };
  if (depth === 0) return leaf;
  const e = expressions(names, depth - 1, inner);
  const number = fc.oneof(e.integer, e.decimal);
  const calendar = fc.oneof(e.date, e.datetime);
  return {
    text: fc.oneof(
      leaf.text,
      textOf(e, number, name(...names.other)),
      common(e.text, e.boolean),
      ...(inner === null ? [] : textOfRows(inner)),
    ),
    integer: fc.oneof(
      leaf.integer,
      integerOf(e, number, calendar),
      common(e.integer, e.boolean),
      ...(inner === null ? [] : integerOfRows(inner)),
    ),
    decimal: fc.oneof(
      leaf.decimal,
      decimalOf(e, number),
      common(number, e.boolean),
      ...(inner === null ? [] : decimalOfRows(inner)),
    ),
    boolean: fc.oneof(
      leaf.boolean,
      booleanOf(e, number),
      common(e.boolean, e.boolean),
      ...(inner === null ? [] : booleanOfRows(inner)),
    ),
    date: fc.oneof(leaf.date, dateOf(e, calendar), common(e.date, e.boolean)),
    datetime: fc.oneof(leaf.datetime, datetimeOf(e), common(e.datetime, e.boolean)),
  };
}

function common(one: Generated, condition: Generated): Generated {
  return fc.oneof(
    call("if", condition, one),
    call("if", condition, one, one),
    call("if", condition, one, condition, one, one),
    call("coalesce", one, one),
  );
}

function list(item: Generated): Generated {
  return fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => ({ list: items }));
}

function textOf(e: Kinds, number: Generated, other: Generated): Generated {
  const scalar = fc.oneof(e.text, number, e.boolean, e.date, e.datetime);
  return fc.oneof(
    call("concat", scalar, scalar),
    call("concat", e.text, scalar, e.text),
    call("upper", e.text),
    call("lower", e.text),
    call("trim", e.text),
    call("concat", other, e.text),
    call("left", e.text, e.integer),
    call("right", e.text, e.integer),
    call("replace", e.text, e.text, e.text),
    call("text", scalar),
    call("min", e.text, e.text),
    call("max", e.text, e.text),
    call("format", number, unit("#,##0.00", "0.0#%", "¥0", "#.###")),
    call("format", e.date, unit("yyyy-MM-dd", "yy年M月d日", "Q")),
    call("format", e.datetime, unit("yyyy-MM-dd HH:mm:ss.SSS", "H:m:s")),
    call("spell", number, unit("zh-CNY")),
  );
}

function integerOf(e: Kinds, number: Generated, calendar: Generated): Generated {
  return fc.oneof(
    call("+", e.integer, e.integer),
    call("-", e.integer, e.integer),
    call("-", e.integer),
    call("*", e.integer, e.integer),
    call("%", e.integer, e.integer),
    call("round", number),
    call("floor", number),
    call("ceil", number),
    call("trunc", number),
    call("abs", e.integer),
    call("min", e.integer, e.integer, e.integer),
    call("len", e.text),
    ...["year", "quarter", "month", "day", "weekday"].map((part) => call(part, calendar)),
    call("hour", e.datetime),
    call("minute", e.datetime),
    call("datediff", e.date, e.date, unit(...dateUnits)),
    call("datediff", e.datetime, e.datetime, unit(...dateUnits, ...clockUnits)),
  );
}

function decimalOf(e: Kinds, number: Generated): Generated {
  const places = fc.integer({ min: -4, max: 14 });
  return fc.oneof(
    ...["+", "-", "*", "/", "%"].map((operator) => call(operator, number, number)),
    ...["round", "floor", "ceil", "trunc"].map((rounding) =>
      call(rounding, number, fc.oneof(places, e.integer)),
    ),
    call("abs", e.decimal),
    call("-", e.decimal),
    call("max", number, number),
    call("sqrt", number),
    call("ln", number),
    // Small powers: PostgreSQL works out what is constant before it sees that there are no rows, and fails.
    call("exp", call("%", number, fc.constant(100))),
    call("power", number, fc.oneof(fc.integer({ min: -9, max: 9 }), call("%", number, fc.constant(20)))),
    call("number", e.text),
    call("number", call("text", number)),
    call("at", call("allocate", list(number), e.decimal, fc.constant(2)), fc.integer({ min: -1, max: 4 })),
    call("stdev", list(number)),
    call("min", e.decimal, number),
  );
}

function booleanOf(e: Kinds, number: Generated): Generated {
  const pairs = [e.text, number, e.date, e.datetime];
  return fc.oneof(
    ...["<", "<=", ">", ">="].flatMap((operator) => pairs.map((one) => call(operator, one, one))),
    ...["==", "!="].flatMap((operator) => [...pairs, e.boolean].map((one) => call(operator, one, one))),
    ...pairs.map((one) =>
      call(
        "in",
        one,
        fc.array(one, { maxLength: 3 }).map((items) => ({ list: items })),
      ),
    ),
    call("and", e.boolean, e.boolean),
    call("or", e.boolean, e.boolean, e.boolean),
    call("!", e.boolean),
    call("isnull", fc.oneof(...pairs)),
    call("matches", e.text, unit("^[a-zA-Z]", "[^木]$", "^(.|ß)?$", "\\s", "\\d{1,2}")),
    ...["contains", "startswith", "endswith"].map((test) => call(test, e.text, e.text)),
  );
}

function dateOf(e: Kinds, calendar: Generated): Generated {
  return fc.oneof(
    call("dateadd", e.date, fc.integer({ min: -50, max: 50 }), unit(...dateUnits)),
    call("startof", calendar, unit(...dateUnits)),
    call("date", calendar),
    call("min", e.date, e.date),
    call("date", call("concat", e.text, e.date)),
    call("date", call("text", e.date)),
  );
}

function datetimeOf(e: Kinds): Generated {
  return fc.oneof(
    call("dateadd", e.datetime, fc.integer({ min: -50, max: 50 }), unit(...dateUnits, ...clockUnits)),
    call("startof", e.datetime, unit(...clockUnits)),
    call("max", e.datetime, e.datetime),
    call("datetime", call("concat", e.text, e.datetime)),
    call("datetime", call("text", e.datetime)),
    call("datetime", e.date, fc.constant({ var: "clock" })),
  );
}

const lines: Generated = fc.constantFrom({ var: "lines" }, { var: "empty" });

function integerOfRows(row: Kinds): readonly Generated[] {
  return [
    call("count", lines),
    call("count", lines, row.text),
    call("sum", lines, row.integer),
    call("sum", lines, row.integer, row.boolean),
    call("max", lines, row.integer),
    call("countdistinct", lines, fc.oneof(row.text, row.decimal, row.date)),
    call("first", lines, row.integer),
  ];
}

function decimalOfRows(row: Kinds): readonly Generated[] {
  return [
    call("sum", lines, row.decimal),
    call("avg", lines, fc.oneof(row.integer, row.decimal)),
    call("min", lines, row.decimal, row.boolean),
    call("stdev", lines, row.decimal),
    call("last", lines, row.decimal, row.boolean),
    call(
      "sum",
      call(
        "allocate",
        lines,
        row.decimal,
        row.decimal.map(() => ({ decimal: "100.01" })),
        fc.constant(2),
        row.boolean,
      ),
    ),
  ];
}

function booleanOfRows(row: Kinds): readonly Generated[] {
  return [
    call("any", lines, row.boolean),
    call("all", lines, row.boolean),
    call("any", lines, row.boolean, row.boolean),
  ];
}

function textOfRows(row: Kinds): readonly Generated[] {
  return [
    call("join", lines, fc.oneof(row.text, row.decimal, row.date), fc.constantFrom(", ", "木")),
    call("min", lines, row.text),
  ];
}

/** An expression of any type. */
export const someExpression: Generated = fc.oneof(
  ...Object.values(expressions(recordNames, 3, expressions(rowNames, 1, null))),
);

const maybe = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.option(value, { freq: 3 });
const scaled = (whole: number, scale: number): fc.Arbitrary<Value> =>
  fc
    .tuple(fc.constantFrom("", "-"), digits(whole), fc.stringMatching(new RegExp(`^[0-9]{${scale}}$`)))
    .map(([sign, a, b]) => {
      const plain = `${a.replace(/^0+(?=\d)/, "")}.${b}`;
      return /[1-9]/.test(plain) ? sign + plain : plain;
    });
const someInteger = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
);

const someRow = fc.record({
  qty: maybe(fc.integer({ min: -9, max: 99 })),
  price: maybe(scaled(4, 2)),
  amount: maybe(scaled(16, 2)),
  label: maybe(someText),
  flag: maybe(fc.boolean()),
  on: maybe(someDay),
});

/** A record of the entity with nulls, empty texts, long decimals and all the rest. */
export const someRecord: fc.Arbitrary<Readonly<Record<string, Value>>> = fc.record({
  name: maybe(someText),
  code: maybe(someText),
  note: fc.constant(null),
  n: maybe(someInteger),
  m: maybe(someInteger),
  k: fc.constant(null),
  x: maybe(scaled(16, 2)),
  y: maybe(scaled(4, 4)),
  w: maybe(scaled(22, 12)),
  none: fc.constant(null),
  active: maybe(fc.boolean()),
  vip: maybe(fc.boolean()),
  maybe: fc.constant(null),
  d: maybe(someDay),
  e: maybe(someDay),
  nodate: fc.constant(null),
  at: maybe(someInstant),
  until: maybe(someInstant),
  never: fc.constant(null),
  status: maybe(fc.constantFrom("draft", "submitted", "done")),
  stage: fc.constant(null),
  customer: maybe(
    fc.record({
      name: maybe(someText),
      limit: maybe(scaled(6, 2)),
      since: maybe(someDay),
      owner: fc.record({ email: maybe(someText) }),
    }),
  ),
  nobody: fc.constant(null),
  lines: fc.array(someRow, { maxLength: 4 }),
  empty: fc.constant([]),
});
