import { arrayParameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { isJsonObject } from "@dougong/model";
import type { Flight } from "../flight/flight.ts";
import { type FlightRow, type FlightStatement, rows } from "../flight/statement.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { recordJson } from "../statements/record-json.ts";
import type { RecordValues } from "../steps/write.ts";
import { type Passed, passedBy } from "./above.ts";
import { holdAgain, holdPassed } from "./lock-records.ts";
import type { NewReference } from "./references.ts";

interface ReadLocked {
  /** Statements before the locks. */
  readonly first: readonly FlightStatement[];
  /** Held before the record, whether they are there or not. */
  readonly references: readonly NewReference[];
  /** Columns of the record that the write may change; all where that is not known. */
  readonly columns?: ReadonlySet<string>;
  /** Reads a record in the trash instead of one outside it. */
  readonly trashed?: boolean;
}

/** As `readLocked`, for several records of one entity: those that are there, by id. */
export async function readAllLocked(
  flight: Flight,
  tables: RecordTables,
  order: ReadonlyMap<string, number>,
  entity: Entity,
  ids: readonly string[],
  options: ReadLocked,
): Promise<ReadonlyMap<string, RecordValues>> {
  const self = options.references.filter((one) => one.target === entity.id).map((one) => one.id);
  const others = options.references.filter((one) => one.target !== entity.id);
  const { references, columns } = options;
  const changing = columns === undefined ? {} : { columns };
  const passed = passedBy(tables, [{ entity, ids, references, ...changing }]);
  const above = new Map([...passed].filter(([target]) => target !== entity.id));
  const wanted = sql`t."id" = any(${arrayParameter(ids, "uuid")})`;
  const trash = options.trashed === true ? sql`t."_deleted_at" is not null` : sql`t."_deleted_at" is null`;
  const answers = await flight.send([
    ...options.first,
    ...holdReferences(tables, order, others, above),
    holdRecords(tables, entity, [...new Set([...ids, ...self])]),
    ...(flight.isAlone ? [] : holdAgain(tables, order, above)),
    rows(
      "read",
      sql`select q.record::text as record from (${recordJson(tables, entity, sql`${wanted} and ${trash}`)}) as q`,
    ),
  ]);
  return new Map((answers.at(-1) ?? []).map(recordIn).map((record) => [String(record.id), record]));
}

/** Opens the flight, holds a record FOR NO KEY UPDATE until the commit, and reads it whole, rows included. */
export async function readLocked(
  flight: Flight,
  tables: RecordTables,
  order: ReadonlyMap<string, number>,
  entity: Entity,
  id: string,
  options: ReadLocked,
): Promise<RecordValues | undefined> {
  return (await readAllLocked(flight, tables, order, entity, [id], options)).get(id);
}

/** Holds records of one entity in the order of their ids. FOR UPDATE would deadlock with the foreign keys' own locks. */
export function holdRecords(tables: RecordTables, entity: Entity, ids: readonly string[]): FlightStatement {
  return rows(
    `hold ${entity.id}`,
    sql`select 1 from ${tableOf(tables, entity)} as t where t."id" = any(${arrayParameter([...ids].sort(), "uuid")}) order by t."id" for no key update`,
  );
}

/** A record as `recordJson` gives it. */
export function recordIn(row: FlightRow): RecordValues {
  const record: unknown = JSON.parse(row.record ?? "null");
  if (!isJsonObject(record)) throw new RangeError("The database gave no record");
  return record as RecordValues;
}

function holdReferences(
  tables: RecordTables,
  order: ReadonlyMap<string, number>,
  references: readonly NewReference[],
  passed: ReadonlyMap<string, Passed>,
): readonly FlightStatement[] {
  const place = (id: string): number => order.get(id) ?? order.size;
  const targets = [...new Set([...references.map((one) => one.target), ...passed.keys()])];
  return targets
    .sort((a, b) => place(a) - place(b))
    .flatMap((target) => {
      const entity = tables.catalogue.entities.get(target);
      if (entity === undefined) return [];
      const ids = [...new Set(references.filter((one) => one.target === target).map((one) => one.id))].sort();
      const changed = passed.get(target);
      if (changed !== undefined) {
        for (const id of ids) changed.ids.add(id);
        return [holdPassed(tables, target, changed)];
      }
      return [
        rows(
          `share ${target}`,
          sql`select 1 from ${tableOf(tables, entity)} as t where t."id" = any(${arrayParameter(ids, "uuid")}) order by t."id" for share`,
        ),
      ];
    });
}
