/**
 * What search texts are made of, in the database, so that every path of writing makes them alike.
 *
 * - `_fold(text)`: as search compares: without case, full-width letters as plain ones.
 * - `_search_text(text)`: the folded text, and where it holds Chinese its pinyin and the initials of these, in each reading
 *   of characters that have several: `重庆` is found by `chongqing`, `zhongqing`, `cq` and `zq`.
 *   Its queries keep their plans, although the connections that call it make new ones each time.
 * - `_grams(text)`: every character and every two in a row: what the index holds, so that one and two characters find
 *   as well as many.
 * - `_wanted_grams(text)`: those that a text must have which holds this one.
 */
export function searchFunctions(schema: string): readonly string[] {
  return [
    `create or replace function ${schema}._fold(given text) returns text language sql immutable parallel safe as $body$
  select lower(normalize(given, NFKC) collate "und-x-icu") collate "C"
$body$`,
    `create or replace function ${schema}._grams(given text) returns text[] language plpgsql immutable parallel safe as $body$
declare grams text[] := '{}'; c text; before text := null;
begin
  if given is null then return grams; end if;
  foreach c in array string_to_array(given, null) loop
    if c = E'\n' or c = ' ' then before := null; continue; end if;
    grams := grams || c;
    if before is not null then grams := grams || (before || c); end if;
    before := c;
  end loop;
  return grams;
end $body$`,
    `create or replace function ${schema}._wanted_grams(given text) returns text[] language sql immutable parallel safe as $body$
  select case when length(given) = 1 then array[given] else array(
    select distinct substr(given, i, 2) from generate_series(1, length(given) - 1) as i) end
$body$`,
    readingsFunction(schema),
    `create or replace function ${schema}._search_text(given text) returns text language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $body$
declare folded text := ${schema}._fold(given); run text; parts text[]; at int;
begin
  if folded is null or folded !~ '[\\u4e00-\\u9fff]' then return folded; end if;
  parts := array[folded];
  -- Names and addresses are searched by their sound, not what stands far down in a note.
  for run in select m[1] from regexp_matches(left(folded, 200), '([0-9a-z\\u4e00-\\u9fff]+)', 'g') as m loop
    if run !~ '[\\u4e00-\\u9fff]' then continue; end if;
    if length(run) <= 12 then
      parts := parts || ${schema}._readings(run, 64);
    else
      -- A long run in pieces that overlap: whatever is searched in it stands in one of them.
      at := 1;
      while at < length(run) loop
        parts := parts || ${schema}._readings(substr(run, at, 12), 16);
        at := at + 6;
      end loop;
    end if;
  end loop;
  return array_to_string(array(select distinct unnest(parts)), E'\\n');
end $body$`,
  ];
}

/** Pinyin and initials of a run of characters, in every combination of readings but no more than so many. */
function readingsFunction(schema: string): string {
  return `create or replace function ${schema}._readings(run text, most int) returns text[] language plpgsql stable parallel safe as $body$
declare whole text[] := '{""}'; initials text[] := '{""}'; sounds text[]; sound text; c text;
begin
  foreach c in array string_to_array(run, null) loop
    sounds := null;
    if c > '~' then select p.readings into sounds from ${schema}._pinyin as p where p.character = c collate "C"; end if;
    sounds := coalesce(sounds, array[c]);
    sound := sounds[1];
    if cardinality(sounds) > 1 and cardinality(whole) * cardinality(sounds) <= most then
      whole := array(select w || s from unnest(whole) as w, unnest(sounds) as s);
      initials := array(select distinct i || left(s, 1) from unnest(initials) as i, unnest(sounds) as s);
    else
      for at in 1 .. cardinality(whole) loop whole[at] := whole[at] || sound; end loop;
      for at in 1 .. cardinality(initials) loop initials[at] := initials[at] || left(sound, 1); end loop;
    end if;
  end loop;
  return whole || initials;
end $body$`;
}
