import { arrayParameter, type Fragment, identifier, parameter, sql, toQuery } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type Problem, ProblemError } from "@dougong/model";
import { visibleRecord } from "../../query/record/visible-record.ts";
import { assertionOf } from "../flight/database-fault.ts";
import { runFlight } from "../flight/run-flight.ts";
import { command } from "../flight/statement.ts";
import { answerOnce, claimKey } from "../idempotency/idempotency.ts";
import { entityOf, flightOptions, notFound, type RecordEngine, requireRecordId } from "../parts.ts";
import type { WriteContext, WriteResult } from "../record-service.ts";
import { userOf } from "../removal/clear-references.ts";
import { raise } from "../statements/raise.ts";
import { requireGrant } from "../steps/authorize.ts";
import { commentJson } from "./comment-json.ts";
import { type Mentionable, mentionsIn } from "./mentions.ts";

/** Longest comment, in code points. */
const longest = 10_000;

/** Says something about a record that the writer sees; people named with `@` are kept by their ids. */
export async function addComment(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  record: string,
  text: string,
): Promise<WriteResult> {
  const entity = entityOf(context, entityId);
  requireGrant(context.actor, "comment", entity.label);
  requireRecordId(entity, record);
  refuseText(text);
  const mentions = mentionsIn(text, await namedIn(engine, text));
  const id = engine.workspace.newId();
  const now = engine.workspace.clock.now().toISOString();
  const insert = insertComment(engine.schema, context, { id, entity, record, now, text, mentions });
  const answer = sql`select ${commentJson(engine.storages, "c")}::text as body from ${identifier(engine.schema, "_comment")} as c where c.id = ${parameter(id, "uuid")}`;
  try {
    return await runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
      const answers = await flight.finish(
        [
          ...claimKey(engine.schema, context),
          raise(engine.schema, "record_missing", isVisible(engine, context, entity, record, now)),
          command("comment", insert),
          answerOnce(engine.schema, context, answer, { status: 201, id, version: 0, now }),
        ],
        context.dryRun ? "rollback" : "commit",
      );
      return { status: 201, id, version: 0, body: answers.at(-1)?.[0]?.body ?? "", replayed: false };
    });
  } catch (fault) {
    throw assertionOf(fault) === "record_missing" ? notFound(entity.label) : fault;
  }
}

function refuseText(text: string): void {
  const length = [...text].length;
  const path = "/text";
  const problems: Problem[] = [];
  if (text.trim() === "")
    problems.push({ code: "required", path, params: { label: "text" }, expected: "text", got: text });
  if (length > longest)
    problems.push({
      code: "too_long",
      path,
      params: { label: "text", max: longest },
      expected: { max: longest },
      got: length,
    });
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
}

function isVisible(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  id: string,
  now: string,
): Fragment {
  const { actor, catalogue, settings } = context;
  const compiler = { schema: engine.schema, storages: engine.storages };
  return sql`exists (${visibleRecord(compiler, { actor, catalogue, settings, now: new Date(now) }, entity, id)})`;
}

/** Active people whose name or address stands in the text after an `@`. */
async function namedIn(engine: RecordEngine, text: string): Promise<readonly Mentionable[]> {
  if (!text.includes("@")) return [];
  const said = parameter(text, "text");
  const stands = (column: string): Fragment =>
    sql`position('@' || lower(u.${identifier(column)}) in lower(${said})) > 0`;
  const people = sql`select u.id, u.name, u.email from ${identifier(engine.schema, "system__user")} as u where u.active and u._deleted_at is null and (${stands("name")} or ${stands("email")})`;
  const { text: query, values } = toQuery(people);
  return (await engine.workspace.pool.query<Mentionable>(query, [...values])).rows;
}

function insertComment(
  schema: string,
  context: WriteContext,
  comment: {
    readonly id: string;
    readonly entity: Entity;
    readonly record: string;
    readonly now: string;
    readonly text: string;
    readonly mentions: readonly string[];
  },
): Fragment {
  const { id, entity, record, now, text, mentions } = comment;
  return sql`insert into ${identifier(schema, "_comment")} (id, entity, record, at, by, text, mentions) values (${parameter(id, "uuid")}, ${parameter(entity.id, "text")}, ${parameter(record, "uuid")}, ${parameter(now, "timestamptz")}, ${parameter(userOf(context), "uuid")}, ${parameter(text, "text")}, ${arrayParameter(mentions, "uuid")})`;
}
