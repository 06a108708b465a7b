/**
 * A function's body between dollar quotes whose tag the body does not hold: it may hold a designer's text,
 * and that must not be able to end it.
 */
export function dollarQuoted(body: string): string {
  for (let n = 0; ; n += 1) {
    const tag = `$b${n}$`;
    if (!body.includes(tag)) return `${tag}${body}${tag}`;
  }
}
