import type { Entity, Field } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { searchColumn, searchFields } from "./search-column.ts";
import { columnType } from "./sql-type.ts";
import { fieldColumnType, hiddenColumns } from "./stored-fields.ts";
import type { TableContext } from "./table-context.ts";
import type { ColumnModel } from "./table-model.ts";

const recordColumns: readonly ColumnModel[] = [
  { name: "version", type: "int", definition: "not null" },
  { name: "created_at", type: "timestamptz(3)", definition: "not null" },
  { name: "created_by", type: "uuid", definition: "" },
  { name: "updated_at", type: "timestamptz(3)", definition: "not null" },
  { name: "updated_by", type: "uuid", definition: "" },
  { name: "_deleted_at", type: "timestamptz(3)", definition: "" },
  { name: "_deleted_with", type: "uuid", definition: "" },
];

const rowColumns: readonly ColumnModel[] = [
  { name: "_parent", type: "uuid", definition: "not null" },
  { name: "_position", type: "int", definition: "not null" },
  { name: "_trashed", type: "boolean", definition: "not null default false" },
];

export function primaryKeyName(entity: Entity): string {
  return objectName(tableName(entity.id), "pk", "id");
}

/**
 * All columns of an entity's table. A field's column takes null even where the field is required: what was
 * there before the field was made required stays, and the record service asks for it at the next write.
 */
export function columns(context: TableContext, entity: Entity): readonly ColumnModel[] {
  const fields = [...entity.fields.values()].flatMap((field) => fieldColumn(context, field));
  const hidden = hiddenColumns(entity).map((one) => ({
    name: one.name,
    type: columnType(one.type),
    definition: "",
  }));
  const id = { name: "id", type: "uuid", definition: `constraint "${primaryKeyName(entity)}" primary key` };
  const search =
    searchFields(entity).length === 0
      ? []
      : [{ name: searchColumn, type: 'text collate "C"', definition: "" }];
  return [id, ...(entity.owner === null ? recordColumns : rowColumns), ...fields, ...hidden, ...search];
}

function fieldColumn(context: TableContext, field: Field): readonly ColumnModel[] {
  const type = fieldColumnType(context, field);
  if (type === null) return [];
  const was = field.document.was ?? [];
  return [
    {
      name: field.id,
      type,
      definition: "",
      field: {
        type: field.document.type,
        to: field.to,
        was: typeof was === "string" ? [was] : was,
        computed: field.computed !== null,
      },
    },
  ];
}
