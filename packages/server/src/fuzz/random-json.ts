import { isJsonObject, type JsonObject } from "@dougong/model";

/** A source of chance that a seed repeats. */
export interface Dice {
  /** From 0 to n - 1. */
  below(n: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** Numbers that a seed decides (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)] ?? list[0] };
}

const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "then",
  "toJSON",
  "",
  " ",
  "$user",
  "id",
  "version",
  "name",
  "lines",
  "filter",
  "a/b~c",
  "é",
  "\u0000",
  "😀",
  "x".repeat(300),
] as const;

const texts = [
  '""',
  '"a"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  `"${"字".repeat(300)}"`,
  '"../../etc/passwd"',
  '"\'; drop table x; --"',
  '"{{7*7}}"',
  '"=1+1"',
  '"SUM(lines.x"',
  '"((((((((((1))))))))))"',
  '"018f0000-0000-7000-8000-000000000000"',
  '"2026-02-30"',
  '"9999999-01-01"',
  '"%00"',
  '"crm.order"',
  '"system.user"',
  '"crm.__proto__"',
  '"constructor.name"',
] as const;

const numbers = [
  "0",
  "-0",
  "1",
  "-1",
  "1e308",
  "1e400",
  "-1e400",
  "9007199254740993",
  "0.1",
  "1e-400",
  "123456789012345678901234567890",
  "5e-324",
] as const;

/** JSON text of any shape, with what breaks careless readers in it. */
export function wildJson(dice: Dice, depth = 4): string {
  const kind = dice.below(depth > 0 ? 9 : 5);
  if (kind < 2) return dice.pick(texts);
  if (kind < 3) return dice.pick(numbers);
  if (kind < 5) return dice.pick(["true", "false", "null"]);
  const size = dice.below(4);
  const parts = Array.from({ length: size }, () => wildJson(dice, depth - 1));
  if (kind < 7) return `[${parts.join(",")}]`;
  return `{${parts.map((part) => `${JSON.stringify(dice.pick(names))}:${part}`).join(",")}}`;
}

/** JSON text that a schema nearly takes: its members, mostly with values of their type, some left out, some wild. */
export function guidedJson(dice: Dice, schema: unknown, depth = 6): string {
  if (!isJsonObject(schema) || depth === 0 || dice.below(8) === 0) return wildJson(dice, 3);
  if (Array.isArray(schema.enum) && schema.enum.length > 0)
    return JSON.stringify(schema.enum[dice.below(schema.enum.length)]);
  if (Array.isArray(schema.anyOf))
    return guidedJson(dice, schema.anyOf[dice.below(schema.anyOf.length)], depth - 1);
  const type = Array.isArray(schema.type) ? schema.type[dice.below(schema.type.length)] : schema.type;
  if (type === "object") return guidedObject(dice, schema, depth);
  if (type === "array")
    return `[${Array.from({ length: dice.below(4) }, () => guidedJson(dice, schema.items, depth - 1)).join(",")}]`;
  if (type === "string") return dice.pick(texts);
  if (type === "integer" || type === "number") return dice.pick(numbers);
  if (type === "boolean") return dice.pick(["true", "false"]);
  return wildJson(dice, 3);
}

function guidedObject(dice: Dice, schema: JsonObject, depth: number): string {
  const known = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
  const members = known
    .filter(() => dice.below(5) > 0)
    .map(([name, member]) => `${JSON.stringify(name)}:${guidedJson(dice, member, depth - 1)}`);
  if (known.length === 0 || dice.below(6) === 0)
    members.push(`${JSON.stringify(dice.pick(names))}:${wildJson(dice, 3)}`);
  return `{${members.join(",")}}`;
}

/** What no reader of JSON should stumble over: depth, halves, bytes that are no text. */
export const roughBodies: readonly [Buffer, ...Buffer[]] = [
  Buffer.from("[".repeat(100_000)),
  Buffer.from(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`),
  Buffer.from(`{"filter":${'{"!":['.repeat(60)}true${"]}".repeat(60)}}`),
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from('{"a":1,"a":2}'),
  Buffer.from('{"__proto__":{"admin":true}}'),
  Buffer.from(`{"name":"${"a".repeat(900_000)}"}`),
  Buffer.from(`{"filter":"${"(".repeat(5_000)}1${")".repeat(5_000)}"}`),
  Buffer.from(`{"entity":"system.user","expression":"${"NOT ".repeat(10_000)}true"}`),
  Buffer.from("\ufeff{}"),
  Buffer.from(""),
  Buffer.from("nul"),
];
