import { type Fragment, type Parameter, parameter, sql } from "@dougong/expression";
import { actorAccess } from "../access/actor-access.ts";
import type { Access } from "../access/entity-access.ts";
import { columnAlias } from "../lower/alias.ts";
import { createFrame } from "../lower/create-frame.ts";
import type { QueryCompiler } from "../lower/frame.ts";
import { rootAt } from "../lower/place.ts";
import { recordJson } from "../lower/record-json.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { ReadContext } from "../query-service.ts";
import { resolveSelection } from "../resolve/select-paths.ts";
import { slots } from "../template/slots.ts";

/**
 * A SELECT of one record's JSON text, column `body`, as `GET` would answer it to the actor: the answer of a write,
 * made by the same compiler within the write's own transaction. Whether the actor may still see the record is the
 * write's own check.
 *
 * @param id SQL of the record's uuid
 * @example
 * compileRecordJson({ schema: "ws_main", storages: fieldStorages }, context, "crm.order", sql`${parameter(id, "uuid")}`)
 * @throws RangeError for an entity that the catalogue does not have
 */
export function compileRecordJson(
  compiler: QueryCompiler,
  context: ReadContext,
  entityId: string,
  id: Fragment,
  access: Access = actorAccess(context.actor),
): Fragment {
  const {
    body,
    from,
    id: own,
  } = recordSelect(compiler, context, entityId, access, context.now.toISOString());
  return sql`select ${body}::text as body from ${from} where ${own} = ${id}`;
}

/** As `compileRecordJson`, with the id and the instant in slots: compiled once, filled for each write. */
export function compileRecordTemplate(
  compiler: QueryCompiler,
  context: Omit<ReadContext, "now">,
  entityId: string,
  access: Access,
): Fragment {
  const { body, from, id } = recordSelect(compiler, context, entityId, access, slots.now);
  return sql`select ${body}::text as body from ${from} where ${id} = ${parameter(slots.id, "uuid")}`;
}

/** As `compileRecordJson`, for many records of one entity: rows `(id, body)`, in no order. */
export function compileRecordsJson(
  compiler: QueryCompiler,
  context: ReadContext,
  entityId: string,
  ids: Parameter,
  access: Access = actorAccess(context.actor),
): Fragment {
  const { body, from, id } = recordSelect(compiler, context, entityId, access, context.now.toISOString());
  return sql`select ${id} as id, ${body}::text as body from ${from} where ${id} = any(${ids})`;
}

function recordSelect(
  compiler: QueryCompiler,
  context: Omit<ReadContext, "now">,
  entityId: string,
  access: Access,
  now: string,
) {
  const entity = context.catalogue.entities.get(entityId);
  if (entity === undefined) throw new RangeError(`There is no entity ${entityId}`);
  const { selection } = resolveSelection(
    { catalogue: context.catalogue, access },
    entity,
    undefined,
    undefined,
  );
  const frame = createFrame(compiler, context, access, {
    now,
    timeZone: context.settings.timeZone,
  });
  const root = rootAt(frame, entity, frame.nextAlias());
  const body = recordJson(frame, root, selection);
  const from = sql`${tableOf(frame, entity)} as ${columnAlias(root.alias)}${root.joins()}`;
  return { body, from, id: columnOf(root.alias, "id") };
}
