/**
 * A piece of SQL with its values apart. Text pieces come only from this code base and from
 * `identifier`; what a designer or a user wrote is always a `Parameter`.
 */
export type Fragment = readonly (string | Parameter)[];

/** A value in PostgreSQL's text form with the type that it is cast to. */
export interface Parameter {
  readonly value: string | null;
  /** e.g. `numeric`, `uuid`, `text[]`. */
  readonly type: string;
}

/** `sql\`a = ${parameter("1", "bigint")}\`` nests fragments and parameters. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Fragment | Parameter)[]): Fragment {
  const out: (string | Parameter)[] = [];
  texts.forEach((text, index) => {
    if (text !== "") out.push(text);
    const part = parts[index];
    if (part === undefined) return;
    if (Array.isArray(part)) out.push(...(part as Fragment));
    else out.push(part as Parameter);
  });
  return out;
}

export function parameter(value: string | null, type: string): Parameter {
  return { value, type };
}

/** An array parameter in PostgreSQL's text form. `type` is that of the elements. */
export function arrayParameter(values: readonly (string | null)[], type: string): Parameter {
  return parameter(`{${values.map(element).join(",")}}`, `${type}[]`);
}

function element(value: string | null): string {
  return value === null ? "NULL" : `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A quoted identifier, or a dotted one from several parts. */
export function identifier(...parts: readonly string[]): Fragment {
  return [parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(".")];
}

/** Text of our own code as a fragment. Never call it with a designer's or a user's text. */
export function raw(text: string): Fragment {
  return [text];
}

export function join(parts: readonly Fragment[], separator = ", "): Fragment {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** Text with `$1::type` and the values in order; equal parameters are sent once. */
export function toQuery(fragment: Fragment): {
  readonly text: string;
  readonly values: readonly (string | null)[];
} {
  const values: (string | null)[] = [];
  const places = new Map<string, number>();
  const text = fragment
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const key = JSON.stringify([piece.type, piece.value]);
      let place = places.get(key);
      if (place === undefined) {
        values.push(piece.value);
        place = values.length;
        places.set(key, place);
      }
      return `$${place}::${piece.type}`;
    })
    .join("");
  return { text, values };
}

/** Text with the values inlined as literals, for DDL, which takes no parameters. */
export function toLiteralText(fragment: Fragment): string {
  return fragment
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.value === null) return `null::${piece.type}`;
      if (piece.value.includes("\u0000")) throw new RangeError("A NUL character cannot stand in SQL");
      const quoted = piece.value.replaceAll("'", "''");
      return piece.value.includes("\\")
        ? `E'${quoted.replaceAll("\\", "\\\\")}'::${piece.type}`
        : `'${quoted}'::${piece.type}`;
    })
    .join("");
}
