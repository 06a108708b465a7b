import { type Fragment, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { actorAccess } from "../query/access/actor-access.ts";
import { compileRecordTemplate } from "../query/record/compile-record-json.ts";
import { filled } from "../query/template/slots.ts";
import type { RecordEngine } from "./parts.ts";
import type { WriteContext } from "./record-service.ts";
import type { Write } from "./steps/write.ts";

/**
 * The record as the writer may see it, by the read compiler: what a write answers. One row with `body`. What rules
 * warn of stands in it as `$warnings`.
 */
export function answerOf(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  id: string,
  now: string,
  warnings: Write["warnings"] = [],
): Fragment {
  const compiler = { schema: engine.schema, storages: engine.storages };
  const access = actorAccess(context.actor);
  const template = engine.answers.get(context, access, entity.id, () =>
    compileRecordTemplate(compiler, context, entity.id, access),
  );
  const record = filled(template, { id, now });
  if (warnings.length === 0) return record;
  const more = parameter(JSON.stringify(warnings), "text");
  return sql`select left(g.body, -1) || ',"$warnings":' || ${more} || '}' as body from (${record}) as g`;
}
