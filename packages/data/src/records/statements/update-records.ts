import { arrayParameter, identifier, join, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { command, type FlightStatement } from "../flight/statement.ts";
import type { RecordValues } from "../steps/write.ts";
import { columnList, type RecordTables, tableOf, textOf, type WrittenColumn } from "./columns.ts";
import { assertVersion, unnested, updatedColumns, updateRecord } from "./header.ts";
import { raise } from "./raise.ts";

const idColumn: WrittenColumn = { name: "id", parameter: (record) => parameter(textOf(record.id), "uuid") };
const readColumn: WrittenColumn = {
  name: "_read",
  parameter: (record) => parameter(textOf(record._read), "int"),
};

/**
 * Updates locked records of one entity, however many, to what they will be, and raises `version_conflict` unless
 * each stood at the version that was read.
 */
export function updateRecords(
  tables: RecordTables,
  entity: Entity,
  records: readonly RecordValues[],
  readVersions: readonly number[],
): readonly FlightStatement[] {
  const [only] = records;
  if (records.length === 1 && only !== undefined) {
    const read = readVersions[0] ?? 0;
    return [
      updateRecord(tables, entity, only, read),
      assertVersion(tables, entity, String(only.id), Number(only.version)),
    ];
  }
  const changing = updatedColumns(tables, entity);
  const columns = [idColumn, readColumn, ...changing];
  const set = join(changing.map((column) => sql`${identifier(column.name)} = u.${identifier(column.name)}`));
  const read = records.map((record, index) => ({ ...record, _read: readVersions[index] ?? null }));
  const from = sql`${unnested(columns, read)} as u (${columnList(columns)})`;
  const update = sql`update ${tableOf(tables, entity)} as t set ${set} from ${from} where t."id" = u."id" and t."version" = u."_read" and t."_deleted_at" is null`;
  const ids = arrayParameter(
    records.map((record) => textOf(record.id)),
    "uuid",
  );
  const versions = arrayParameter(
    records.map((record) => textOf(record.version)),
    "int",
  );
  const standing = sql`(select count(*) from unnest(${ids}, ${versions}) as w (id, version) join ${tableOf(tables, entity)} as t on t."id" = w.id and t."version" = w.version) = cardinality(${ids})`;
  return [command(`update ${entity.id}`, update), raise(tables.schema, "version_conflict", standing)];
}
