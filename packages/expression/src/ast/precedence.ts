/** Binding strength of the infix and prefix operators, by canonical name; contract 0.2 from weak to strong. */
const levels: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["!"],
  ["==", "!=", "<", "<=", ">", ">=", "in"],
  ["concat"],
  ["+", "-"],
  ["*", "/", "%"],
];

export const precedence: ReadonlyMap<string, number> = new Map(
  levels.flatMap((names, level) => names.map((name) => [name, level + 1] as const)),
);

/** Unary minus binds strongest. */
export const negation = levels.length + 1;
export const notLevel = precedence.get("!") ?? 0;

/** Operators whose chains are one node: `a + b + c` is `{"+":[a,b,c]}`, so that long lists stay flat. */
export const chained: ReadonlySet<string> = new Set(["or", "and", "concat", "+", "*"]);
