/** A text in GB18030, as spreadsheets in China save CSV: ASCII and the two-byte characters. */
export function gb18030(text: string): Buffer {
  const bytes = twoByteCharacters();
  return Buffer.concat(
    [...text].map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const found = code < 0x80 ? Buffer.from([code]) : bytes.get(character);
      if (found === undefined) throw new Error(`Not a two-byte character: ${character}`);
      return found;
    }),
  );
}

function twoByteCharacters(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const pair = Buffer.from([lead, trail]);
      const character = decoder.decode(pair);
      if ([...character].length === 1 && !found.has(character)) found.set(character, pair);
    }
  return found;
}
