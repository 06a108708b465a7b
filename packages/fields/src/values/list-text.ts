const separators = [/[;；\n]/, /、/, /[,，]/];

/**
 * The members of a list in one cell: apart by `;`, else by `、`, else by `,`, so that a member's own words may hold
 * the weaker ones.
 *
 * @example splitList("red; green") // ["red", "green"]
 */
export function splitList(text: string): readonly string[] {
  const separator = separators.find((one) => one.test(text)) ?? separators[0] ?? ";";
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
