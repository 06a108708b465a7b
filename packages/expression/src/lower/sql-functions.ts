import { caseFunctions } from "./sql-functions/case.ts";
import { dateFunctions } from "./sql-functions/dates.ts";
import { numberFunctions } from "./sql-functions/numbers.ts";
import { textFunctions } from "./sql-functions/texts.ts";

/**
 * DDL of the functions that lowered expressions call, to be run when the platform's schema is made
 * or upgraded. All are `create or replace`, immutable and parallel safe.
 *
 * @param schema the quoted name of the schema, as in `SqlEnvironment`
 */
export function sqlFunctions(schema: string): string {
  return [
    ...numberFunctions(schema),
    ...textFunctions(schema),
    ...caseFunctions(schema),
    ...dateFunctions(schema),
  ].join("\n\n");
}
