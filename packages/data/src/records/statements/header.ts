import { arrayParameter, type Fragment, identifier, join, parameter, sql } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { command, type FlightStatement, rows } from "../flight/statement.ts";
import type { RecordValues } from "../steps/write.ts";
import {
  columnFields,
  columnList,
  type RecordTables,
  storageOf,
  tableOf,
  textOf,
  type WrittenColumn,
  writtenColumns,
} from "./columns.ts";
import { raise } from "./raise.ts";

/** Columns that every record has. */
const systemColumns: readonly WrittenColumn[] = [
  ["id", "uuid"],
  ["version", "int"],
  ["created_at", "timestamptz"],
  ["created_by", "uuid"],
  ["updated_at", "timestamptz"],
  ["updated_by", "uuid"],
].map(([name = "", type = ""]) => ({ name, parameter: (record) => parameter(textOf(record[name]), type) }));

/** Inserts records of one entity, however many, by one statement. */
export function insertRecords(
  tables: RecordTables,
  entity: Entity,
  records: readonly RecordValues[],
): FlightStatement {
  const columns = [
    ...systemColumns,
    ...writtenColumns(tables, entity),
    ...takenNumbers(tables, entity, records),
  ];
  const [only] = records;
  if (records.length === 1 && only !== undefined) {
    const values = join(columns.map((column) => [column.parameter(only)]));
    return command(
      `insert ${entity.id}`,
      sql`insert into ${tableOf(tables, entity)} (${columnList(columns)}) values (${values})`,
    );
  }
  const from = unnested(columns, records);
  return command(
    `insert ${entity.id}`,
    sql`insert into ${tableOf(tables, entity)} (${columnList(columns)}) select * from ${from} as u`,
  );
}

/** Sequences whose numbers were taken before; the others are drawn later in the flight. */
function takenNumbers(
  tables: RecordTables,
  entity: Entity,
  records: readonly RecordValues[],
): readonly WrittenColumn[] {
  const isTaken = ({ id }: Field) =>
    records.some((record) => record[id] !== null && record[id] !== undefined);
  return columnFields(entity)
    .filter((field) => field.document.type === "sequence" && isTaken(field))
    .map((field) => {
      const storage = storageOf(tables, field);
      return {
        name: field.id,
        parameter: (record) => storage.parameter(record[field.id] ?? null, field.document),
      };
    });
}

/**
 * `unnest($1::uuid[], …)`: one array per column. A column that is an array itself comes as its text, as unnest would
 * take it apart.
 */
export function unnested(columns: readonly WrittenColumn[], records: readonly RecordValues[]): Fragment {
  const given = columns.map((column, index) => {
    const parameters = records.map((record) => column.parameter(record));
    const type = parameters[0]?.type ?? "text";
    const isArray = type.endsWith("[]");
    const values = parameters.map((one) => one.value);
    const name = `c${index}`;
    return {
      name: [name],
      array: [arrayParameter(values, isArray ? "text" : type)],
      value: isArray ? [`c.${name}::${type}`] : [`c.${name}`],
      isArray,
    };
  });
  const plain = sql`unnest(${join(given.map((one) => one.array))})`;
  if (!given.some((one) => one.isArray)) return plain;
  const names = join(given.map((one) => one.name));
  return sql`(select ${join(given.map((one) => one.value))} from ${plain} as c (${names}))`;
}

/** Columns that an update sets. */
export function updatedColumns(tables: RecordTables, entity: Entity): readonly WrittenColumn[] {
  return [
    ...systemColumns.filter((one) => /^(version|updated_)/.test(one.name)),
    ...writtenColumns(tables, entity),
  ];
}

/** Updates a locked record to what it will be; raises `version_conflict` where it is not at the version read. */
export function updateRecord(
  tables: RecordTables,
  entity: Entity,
  record: RecordValues,
  readVersion: number,
): FlightStatement {
  const columns = updatedColumns(tables, entity);
  const set = join(columns.map((column) => sql`${identifier(column.name)} = ${column.parameter(record)}`));
  const id = parameter(textOf(record.id), "uuid");
  const change = sql`update ${tableOf(tables, entity)} set ${set} where "id" = ${id} and "version" = ${parameter(String(readVersion), "int")} and "_deleted_at" is null returning 1`;
  return rows(`update ${entity.id}`, change);
}

/** Raises unless the record stands at a version: an update of no row must not pass in silence. */
export function assertVersion(
  tables: RecordTables,
  entity: Entity,
  id: string,
  version: number,
): FlightStatement {
  const found = sql`exists (select 1 from ${tableOf(tables, entity)} where "id" = ${parameter(id, "uuid")} and "version" = ${parameter(String(version), "int")})`;
  return raise(tables.schema, "version_conflict", found);
}
