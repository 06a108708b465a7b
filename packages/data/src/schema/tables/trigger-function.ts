import { identifier, toLiteralText } from "@dougong/expression";
import { dollarQuoted } from "./dollar-quoted.ts";
import type { TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";

/** A function that triggers call. A changed body replaces it in place, without a lock on the table. */
export function triggerFunction(
  context: Pick<TableContext, "schema">,
  place: { readonly name: string; readonly target: string },
  body: string,
): ObjectModel {
  const call = `${toLiteralText(identifier(context.schema, place.name))}()`;
  return {
    kind: "function",
    ...place,
    create: `create or replace function ${call} returns trigger language plpgsql as ${dollarQuoted(body)}`,
    drop: `drop function ${call}`,
  };
}
