import type { Entity } from "@dougong/fields";
import { type JsonObject, type JsonValue, type Problem, ProblemError, pointer } from "@dougong/model";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import type { WriteSession } from "../session/session.ts";
import { readOnly, unknownField } from "../steps/coerce-value.ts";
import { type RecordValues, rowsOf } from "../steps/write.ts";

/**
 * What the survivor is to be given: a member that names one of the records takes that record's value, any other is the
 * value itself. Rows that are taken over are added to its own, as new ones.
 *
 * @throws ProblemError `validation_failed` for names that are none
 */
export function survivorPatch(
  session: WriteSession,
  entity: Entity,
  survivor: RecordValues,
  others: ReadonlyMap<string, RecordValues>,
  fields: JsonObject,
): JsonObject {
  const problems: Problem[] = [];
  const patch: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const path = `/fields${pointer(name)}`;
    const field = entity.fields.get(name);
    if (field === undefined) problems.push(unknownField(name, path, entity));
    else if (field.model.computed) problems.push(readOnly(field, path));
    else if (value === survivor.id) continue;
    else {
      const source = typeof value === "string" ? others.get(value) : undefined;
      if (source === undefined) patch[name] = value;
      else if (isLines(field)) {
        const members = [...rowEntity(session.context.catalogue, field).fields.values()].filter(
          (member) => !member.model.computed,
        );
        const rows = rowsOf(source, name).map((row) =>
          Object.fromEntries(members.map((member) => [member.id, (row[member.id] ?? null) as JsonValue])),
        );
        patch[name] = { upsert: rows };
      } else patch[name] = (source[name] ?? null) as JsonValue;
    }
  }
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return patch;
}
