import { identifier, parameter, sql } from "@dougong/expression";
import {
  equalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ProblemError,
  pointer,
} from "@dougong/model";
import { runFlight } from "../records/flight/run-flight.ts";
import { command, rows } from "../records/flight/statement.ts";
import { answerOnce, claimKey } from "../records/idempotency/idempotency.ts";
import { flightOptions, type RecordEngine } from "../records/parts.ts";
import type { IfMatch, WriteContext, WriteResult } from "../records/record-service.ts";
import { userOf } from "../records/removal/clear-references.ts";
import { requireGrant } from "../records/steps/authorize.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { patchedSettings, settingsFields, settingsValues } from "./settings-fields.ts";

/** Changes an app's settings by a merge patch; what stays as it is makes no version. */
export async function changeSettings(
  engine: RecordEngine,
  context: WriteContext,
  app: string,
  ifMatch: IfMatch,
  patch: JsonObject,
): Promise<WriteResult> {
  const fields = settingsFields(context.catalogue, app);
  requireGrant(context.actor, "update", `settings:${app}`);
  const table = identifier(engine.schema, "_setting");
  const log = identifier(engine.schema, "_setting_change");
  const which = parameter(app, "text");
  const now = engine.workspace.clock.now().toISOString();
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const answers = await flight.send([
      ...claimKey(engine.schema, context),
      command("settings", sql`insert into ${table} (app) values (${which}) on conflict do nothing`),
      rows(
        "held",
        sql`select version::text, "values"::text as kept from ${table} where app = ${which} for no key update`,
      ),
      rows(
        "since",
        sql`select changes::text as changes from ${log} where app = ${which} and version > ${parameter(String(ifMatch === "*" ? 2_147_483_647 : ifMatch), "int")}`,
      ),
    ]);
    const [held] = answers.at(-2) ?? [];
    const kept = objectIn(held?.kept);
    const version = Number(held?.version ?? 1);
    const current = settingsValues(fields, kept);
    if (ifMatch !== "*" && ifMatch !== version)
      throw conflict(
        ifMatch,
        version,
        current,
        patch,
        (answers.at(-1) ?? []).map((row) => row.changes ?? "[]"),
      );
    const next = patchedSettings(fields, kept, patch);
    const values = settingsValues(fields, next);
    const changes = fields
      .filter((field) => !equalJson(current[field.id] ?? null, values[field.id] ?? null))
      .map((field) => ({
        path: pointer(field.id),
        from: current[field.id] ?? null,
        to: values[field.id] ?? null,
      }));
    const done = { status: 200, id: "", version: version + (changes.length === 0 ? 0 : 1) };
    const body = JSON.stringify(values);
    const changing = [
      command(
        "change",
        sql`update ${table} set version = ${parameter(String(done.version), "int")}, "values" = ${parameter(JSON.stringify(next), "json")} where app = ${which}`,
      ),
      command(
        "log",
        sql`insert into ${log} (app, version, at, by, changes) values (${which}, ${parameter(String(done.version), "int")}, ${parameter(now, "timestamptz")}, ${parameter(userOf(context), "uuid")}, ${parameter(JSON.stringify(changes), "json")})`,
      ),
    ];
    await flight.finish(
      [
        ...(changes.length === 0 ? [] : changing),
        answerOnce(engine.schema, context, sql`select ${parameter(body, "text")} as body`, { ...done, now }),
      ],
      context.dryRun ? "rollback" : "commit",
    );
    return { ...done, body, replayed: false };
  });
}

function conflict(
  base: number,
  version: number,
  current: JsonObject,
  submitted: JsonObject,
  since: readonly string[],
): ProblemError {
  const theirs = new Set(
    since.flatMap((text): readonly string[] => {
      const changes: unknown = JSON.parse(text);
      return Array.isArray(changes) ? changes.filter(isJsonObject).map((one) => String(one.path)) : [];
    }),
  );
  const conflicts = Object.keys(submitted)
    .map((name) => pointer(name))
    .filter((path) => theirs.has(path));
  const members: Readonly<Record<string, JsonValue>> = { base, current, submitted, conflicts };
  const params = { current: version, base };
  return new ProblemError("version_conflict", [{ code: "version_conflict", path: "", params }], members);
}

/**
 * An app's settings as they are.
 *
 * @throws ProblemError `not_found`, `forbidden`
 */
export async function readAppSettings(
  workspace: Pick<Workspace, "pool" | "schema">,
  context: Pick<WriteContext, "actor" | "catalogue">,
  app: string,
): Promise<{ readonly body: string; readonly version: number }> {
  const fields = settingsFields(context.catalogue, app);
  requireGrant(context.actor, "read", `settings:${app}`);
  const table = identifier(workspace.schema, "_setting").join("");
  const found = await workspace.pool.query<{ version: number; kept: string }>(
    `select version, "values"::text as kept from ${table} where app = $1`,
    [app],
  );
  const [row] = found.rows;
  return { body: JSON.stringify(settingsValues(fields, objectIn(row?.kept))), version: row?.version ?? 1 };
}

function objectIn(text: string | null | undefined): JsonObject {
  const value: unknown = JSON.parse(text ?? "{}");
  return isJsonObject(value) ? value : {};
}
