import type { JsonValue } from "@dougong/model";
import type { CoerceContext, Coerced } from "../../facets/model.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A record's id. Ids are opaque to callers; one that this platform can never have made is answered like the id of
 * a record that is not there.
 */
export function coerceId(value: JsonValue, to: string, context: CoerceContext): Coerced {
  if (typeof value !== "string") return wrongType(context, "record id", value);
  const id = (context.from === "text" ? value.trim() : value).toLowerCase();
  if (uuid.test(id)) return { value: id };
  const target = context.target ?? { id: to, label: to };
  return refuse(context, "reference_not_found", {
    params: { entity: target.label },
    expected: `${target.id} id`,
    got: value,
  });
}
