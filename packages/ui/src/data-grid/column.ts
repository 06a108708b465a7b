import type { Catalogue, Entity } from "@dougong/fields";
import type { ViewColumn, ViewDocument } from "@dougong/model";
import { type PathField, resolvePath, type SystemLabels } from "../design/path-field.ts";
import { labelPaths } from "../design/record-label.ts";
import { typeOf } from "./condition.ts";
import { alignOf } from "./value-cell.tsx";

/** A column of a table. */
export interface Column {
  readonly path: string;
  readonly label: string;
  readonly field: PathField;
  readonly align: "start" | "end";
  /** CSS pixels. */
  readonly width: number;
}

const widths: Readonly<Record<string, number>> = {
  integer: 96,
  decimal: 112,
  money: 132,
  percent: 96,
  duration: 104,
  time: 80,
  choices: 188,
  url: 196,
  json: 240,
  boolean: 80,
  choice: 104,
  date: 112,
  datetime: 152,
  sequence: 184,
  user: 112,
  reference: 188,
  references: 240,
  long_text: 240,
  email: 196,
  phone: 140,
  lines: 80,
};

/** The columns of a view whose fields exist; without a view, or where it names none, the entity's first fields. */
export function columnsOf(
  catalogue: Catalogue,
  entity: Entity,
  view: ViewDocument | undefined,
  labels: SystemLabels,
): readonly Column[] {
  const named =
    view?.columns ??
    [...entity.fields.values()]
      .filter((field) => field.document.hidden !== true && field.type.kind !== "rows")
      .slice(0, 8)
      .map((field) => field.id);
  return named.flatMap((column): Column[] => {
    const given: ViewColumn = typeof column === "string" ? { field: column } : column;
    const field = resolvePath(catalogue, entity, given.field, labels);
    if (field === null) return [];
    const document =
      given.format === undefined ? field.document : { ...field.document, format: given.format };
    const type = typeOf({ ...field, document });
    return [
      {
        path: given.field,
        label: given.label ?? field.label,
        field: { ...field, document },
        align: alignOf(document),
        width: given.width ?? widths[type] ?? 176,
      },
    ];
  });
}

/** True for money, also when a formula makes it. */
export function isMoney({ field }: Column): boolean {
  return typeOf(field) === "money";
}

/** What a list asks of each record: its columns, its label, and references as objects with their labels. */
export function selectOf(entity: Entity, columns: readonly Column[]): readonly string[] {
  const paths = new Set(["id", ...labelPaths(entity)]);
  for (const { path, field } of columns) {
    const isReference = ["reference", "references", "user"].includes(field.document.type);
    paths.add(isReference ? `${path}.id` : path);
  }
  return [...paths];
}
