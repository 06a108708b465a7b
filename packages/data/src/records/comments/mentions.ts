/** Somebody who may be spoken to. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Who a text speaks to with `@name` or `@e-mail`, each once, in the order of the text. Where one name begins with
 * another the longer one is meant; a name that several people have speaks to all of them.
 *
 * @example
 * mentionsIn("@Ann Lee, see this", [{ id: "1", name: "Ann", email: "" }, { id: "2", name: "Ann Lee", email: "" }]) // ["2"]
 */
export function mentionsIn(text: string, people: readonly Mentionable[]): readonly string[] {
  const found = new Set<string>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1).toLowerCase();
    const meant = people.flatMap((person) =>
      [person.name, person.email]
        .filter((word) => word !== "" && rest.startsWith(word.toLowerCase()) && ends(rest, word.length))
        .map((word) => ({ id: person.id, length: word.length })),
    );
    const longest = Math.max(0, ...meant.map((one) => one.length));
    for (const one of meant) if (one.length === longest) found.add(one.id);
  }
  return [...found];
}

// "@Annabel" does not speak to Ann; Chinese is written without spaces, so there a name may go on at once.
function ends(rest: string, length: number): boolean {
  const [last = "", next = ""] = [rest.slice(length - 1, length), rest.slice(length, length + 1)];
  return !(/[a-z0-9_]/.test(last) && /[a-z0-9_]/.test(next));
}
