import { identifier, join, type Parameter, parameter, sql, toQuery, type Value } from "@dougong/expression";
import { type Catalogue, computeRecord, type Entity, type RecordValues } from "@dougong/fields";
import { fieldStorages } from "@dougong/fields/storage";
import type { JsonObject } from "@dougong/model";
import type { OpenDesign } from "../../../design/testing/open-design.ts";
import { tableName } from "../names.ts";

const storages: Readonly<Record<string, (typeof fieldStorages)[keyof typeof fieldStorages]>> = fieldStorages;

/** Fields that the owner and its rows have besides their formulas. */
export const plainFields: readonly JsonObject[] = [
  { id: "n", type: "integer" },
  { id: "d", type: "decimal", precision: 12, scale: 4 },
  { id: "s", type: "text" },
  { id: "t", type: "text" },
  { id: "x", type: "date" },
  { id: "y", type: "date" },
  { id: "f", type: "boolean" },
];
export const plainNames = { numbers: ["n", "d"], texts: ["s", "t"], dates: ["x", "y"], flags: ["f"] };

/** Writes records and rows by bare statements, so that only the database computes, and compares with `computeRecord`. */
export function createLab(here: OpenDesign, catalogue: Catalogue, owner: Entity, rowEntity: Entity) {
  const table = (entity: Entity) => identifier("ws_main", tableName(entity.id));
  const run = async (fragment: ReturnType<typeof sql>) => {
    const { text, values } = toQuery(fragment);
    return here.rows(text, values);
  };
  const columnsOf = (entity: Entity, values: RecordValues): readonly (readonly [string, Parameter])[] =>
    [...entity.fields.values()].flatMap((field) => {
      if (field.formula !== null || field.type.kind === "rows" || values[field.id] === undefined) return [];
      const storage = storages[field.document.type];
      return storage === undefined
        ? []
        : [[field.id, storage.parameter(values[field.id] ?? null, field.document)] as const];
    });
  const insert = (entity: Entity, all: readonly (readonly [string, Parameter])[]) =>
    run(
      sql`insert into ${table(entity)} (${join(all.map(([name]) => identifier(name)))}) values (${join(all.map(([, value]) => [value]))})`,
    );
  const rowParameters = (parent: string, position: number, row: RecordValues) => [
    ["id", parameter(String(row.id), "uuid")] as const,
    ["_parent", parameter(parent, "uuid")] as const,
    ["_position", parameter(String(position), "int")] as const,
    ...columnsOf(rowEntity, row),
  ];

  return {
    async insertOwner(id: string, values: RecordValues): Promise<void> {
      const now = parameter("2026-01-05T01:00:00.000Z", "timestamptz");
      await insert(owner, [
        ["id", parameter(id, "uuid")],
        ["version", parameter("1", "int")],
        ["created_at", now],
        ["updated_at", now],
        ...columnsOf(owner, values),
      ]);
    },
    async insertRows(parent: string, from: number, rows: readonly RecordValues[]): Promise<void> {
      for (const [index, row] of rows.entries())
        await insert(rowEntity, rowParameters(parent, from + index, row));
    },
    async updateRow(id: string, values: RecordValues): Promise<void> {
      const set = join(
        columnsOf(rowEntity, values).map(([name, value]) => sql`${identifier(name)} = ${value}`),
      );
      await run(sql`update ${table(rowEntity)} set ${set} where id = ${parameter(id, "uuid")}`);
    },
    async deleteRow(id: string): Promise<void> {
      await run(sql`delete from ${table(rowEntity)} where id = ${parameter(id, "uuid")}`);
    },
    /** Formulas of the owner and of its rows as the database has them, in contract form. */
    async stored(
      id: string,
    ): Promise<{ readonly owner: RecordValues; readonly rows: readonly RecordValues[] }> {
      const select = (entity: Entity) =>
        join(
          entity.formulas.map((field) => {
            const storage = storages[field.document.type];
            const column = identifier(field.id);
            return sql`${storage?.toJson(column, field.document) ?? column} as ${identifier(field.id)}`;
          }),
        );
      const read = async (entity: Entity, where: ReturnType<typeof sql>) => {
        const found = await run(
          sql`select row_to_json(v) as json from (select ${select(entity)} from ${table(entity)} where ${where}) as v`,
        );
        return found.map((row) => JSON.parse(String(row.json)) as RecordValues);
      };
      const [record = {}] = await read(owner, sql`id = ${parameter(id, "uuid")}`);
      return {
        owner: record,
        rows: await read(rowEntity, sql`_parent = ${parameter(id, "uuid")} order by _position`),
      };
    },
    /** The same, worked out anew in TypeScript. */
    computed(values: RecordValues, rows: readonly RecordValues[]) {
      const { values: all, problems } = computeRecord(
        owner,
        catalogue,
        { ...values, lines: rows as readonly { readonly [member: string]: Value }[] },
        environment,
      );
      const only = (entity: Entity, record: RecordValues) =>
        Object.fromEntries(entity.formulas.map((field) => [field.id, record[field.id] ?? null]));
      return {
        owner: only(owner, all),
        rows: (all.lines as readonly RecordValues[]).map((row) => only(rowEntity, row)),
        problems,
      };
    },
  };
}

const environment = { now: "2026-01-05T01:00:00.000Z", timeZone: "Asia/Shanghai" };
