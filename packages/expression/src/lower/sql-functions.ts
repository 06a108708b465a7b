import { allocateFunctions } from "./sql-functions/allocate.ts";
import { caseFunctions } from "./sql-functions/case.ts";
import { conversionFunctions } from "./sql-functions/conversions.ts";
import { dateFunctions } from "./sql-functions/dates.ts";
import { formatFunctions } from "./sql-functions/formats.ts";
import { numberFunctions } from "./sql-functions/numbers.ts";
import { powerFunctions } from "./sql-functions/powers.ts";
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
    ...powerFunctions(schema),
    ...textFunctions(schema),
    ...caseFunctions(schema),
    ...dateFunctions(schema),
    ...conversionFunctions(schema),
    ...formatFunctions(schema),
    ...allocateFunctions(schema),
  ].join("\n\n");
}
