import { createHash } from "node:crypto";
import { sqlFunctions } from "@dougong/expression";
import { searchFunctions } from "../../search/search-functions.ts";

/**
 * What lowered expressions call, and functions of the platform's own. Functions that are replaced whenever their text changes, unlike tables, which migrate.
 * `_assert` lets a statement of a flight refuse: SQLSTATE `DG001`, with the name as the constraint.
 */
export function platformFunctions(schema: string): readonly string[] {
  return [
    sqlFunctions(schema),
    ...searchFunctions(schema),
    `create or replace function ${schema}._assert(holds boolean, name text) returns boolean language plpgsql as $body$
begin
  if holds then return true; end if;
  raise exception using errcode = 'DG001', message = name, constraint = name;
end $body$`,
    consequences(schema),
  ];
}

/** Computed values that one write may change on other records. */
export const mostConsequences = 10_000;

/**
 * Counts the rows that triggers changed in a flight, and refuses where they are too many. The flight's setting may
 * lift the limit (`"limit": false`). Outside of a flight nothing is counted.
 */
function consequences(schema: string): string {
  return `create or replace function ${schema}._consequences(n int) returns void language plpgsql as $body$
declare
  flight text := current_setting('dougong.flight', true);
  total bigint;
begin
  if n = 0 or flight is null or flight = '' then return; end if;
  total := coalesce(nullif(current_setting('dougong.consequences', true), '')::bigint, 0) + n;
  perform set_config('dougong.consequences', total::text, true);
  if total > ${mostConsequences} and coalesce(flight::json ->> 'limit', '') <> 'false' then
    raise exception using errcode = 'DG001', message = 'too_many', constraint = 'too_many';
  end if;
end $body$`;
}

/** SQLSTATE of a failed `_assert`; the constraint is its name. */
export const assertionFailed = "DG001";

/** Tells whether functions must be made anew. */
export function fingerprint(statements: readonly string[]): string {
  return createHash("sha256").update(statements.join("\n;\n")).digest("hex");
}
