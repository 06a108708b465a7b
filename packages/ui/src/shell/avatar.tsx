/** A person's initial on a colour of their own: the last character of a Chinese name, the first of a Latin one. */
export function Avatar({ name }: { readonly name: string }) {
  const letters = [...name.trim()];
  const latin = /^[\u0020-\u024f]+$/.test(name);
  const letter = (latin ? letters[0]?.toUpperCase() : letters.at(-1)) ?? "?";
  const tone = (letters.reduce((sum, each) => sum + (each.codePointAt(0) ?? 0), 0) % 6) + 1;
  return (
    <span className="dg-avatar" data-tone={tone} aria-hidden="true">
      {letter}
    </span>
  );
}
