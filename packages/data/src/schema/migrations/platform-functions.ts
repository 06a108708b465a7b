import { createHash } from "node:crypto";
import { sqlFunctions } from "@dougong/expression";

/**
 * What lowered expressions call, and functions of the platform's own. Functions that are replaced whenever their text changes, unlike tables, which migrate.
 * `_assert` lets a statement of a flight refuse: SQLSTATE `DG001`, with the name as the constraint.
 */
export function platformFunctions(schema: string): readonly string[] {
  return [
    sqlFunctions(schema),
    `create or replace function ${schema}._assert(holds boolean, name text) returns boolean language plpgsql as $body$
begin
  if holds then return true; end if;
  raise exception using errcode = 'DG001', message = name, constraint = name;
end $body$`,
  ];
}

/** SQLSTATE of a failed `_assert`; the constraint is its name. */
export const assertionFailed = "DG001";

/** Tells whether functions must be made anew. */
export function fingerprint(statements: readonly string[]): string {
  return createHash("sha256").update(statements.join("\n;\n")).digest("hex");
}
