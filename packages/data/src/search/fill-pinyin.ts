import type pg from "pg";

/** Another table of readings is another name. */
const edition = "pinyin-pro 3.29.4";
const firstCharacter = 0x4e00;
const lastCharacter = 0x9fff;
/** Readings beyond these are so rare that nobody types them. */
const mostReadings = 3;

/**
 * Fills the table of readings, which pinyin-pro knows. Nothing is done where they are there already, as reading them
 * takes seconds.
 *
 * @param schema quoted
 */
export async function fillPinyin(client: pg.ClientBase, schema: string): Promise<void> {
  const known = await client.query<{ hash: string }>(
    `select hash from ${schema}._fingerprint where name = 'pinyin'`,
  );
  if (known.rows[0]?.hash === edition) return;
  const { characters, readings } = await readingsOfAll();
  await client.query(
    `insert into ${schema}._pinyin (character, readings)
    select c, string_to_array(r, ' ') from unnest($1::text[], $2::text[]) as u (c, r)
    on conflict (character) do update set readings = excluded.readings`,
    [characters, readings],
  );
  await client.query(
    `insert into ${schema}._fingerprint values ('pinyin', $1) on conflict (name) do update set hash = excluded.hash`,
    [edition],
  );
}

async function readingsOfAll(): Promise<{
  readonly characters: readonly string[];
  readonly readings: readonly string[];
}> {
  const { pinyin } = await import("pinyin-pro");
  const characters: string[] = [];
  const readings: string[] = [];
  for (let code = firstCharacter; code <= lastCharacter; code += 1) {
    const character = String.fromCodePoint(code);
    const found = pinyin(character, { multiple: true, toneType: "none", type: "array" });
    const typed = [...new Set(found.slice(0, mostReadings).flatMap(asTyped))];
    if (typed.length === 0) continue;
    characters.push(character);
    readings.push(typed.join(" "));
  }
  return { characters, readings };
}

/** `lü` is typed `lv` or `lu`; what is no pinyin has no reading. */
function asTyped(reading: string): readonly string[] {
  const plain = reading.replace(/ê/g, "e");
  if (plain.includes("ü")) return [plain.replace("ü", "v"), plain.replace("ü", "u")];
  return /^[a-z]+$/.test(plain) ? [plain] : [];
}
