import type { Checked } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { pointer } from "@dougong/model";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { type RecordValues, rowId, rowsOf, type Write } from "../steps/write.ts";
import { filesIn, type NewFile } from "./files.ts";

/** A record that a write newly points to: it must be there, and not in the trash, until the commit. */
export interface NewReference {
  readonly target: string;
  readonly id: string;
  /** Qualified id of the entity that points: the record's, or that of its rows. */
  readonly source?: string;
  /** Where it stands in what was sent. */
  readonly path: string;
  readonly label: string;
  /** Set where the reference says what may be chosen. */
  readonly choice?: Choice;
}

/** What may be chosen, and by which record. */
export interface Choice {
  readonly where: Checked;
  /** `$record`, and in rows `$row`, as they will stand. */
  readonly roots: Readonly<Record<string, RecordValues>>;
  readonly write: Pick<Write, "context" | "now">;
}

/** Files that the write newly names, in its record and in its rows. */
export function newFiles(write: Write): readonly NewFile[] {
  const { actor } = write.context;
  const by = actor.kind === "user" ? actor.user : null;
  const before = write.operation === "restore" ? null : write.before;
  const own = filesIn(write.entity, write.record, before, {
    by,
    path: (field) => `${write.at}${pointer(field)}`,
  });
  const rows = [...write.entity.fields.values()].filter(isLines).flatMap((field) => {
    const entity = rowEntity(write.context.catalogue, field);
    const stored = new Map((before === null ? [] : rowsOf(before, field.id)).map((row) => [rowId(row), row]));
    return rowsOf(write.record, field.id).flatMap((row) =>
      filesIn(entity, row, stored.get(rowId(row)) ?? null, {
        by,
        path: (name) => `${rowPath(write, field, row)}${pointer(name)}`,
      }),
    );
  });
  return [...own, ...rows];
}

/** References that the write sets or changes; those that stay are not asked again. */
export function newReferences(write: Write): readonly NewReference[] {
  const before = write.operation === "restore" ? null : write.before;
  const choosing = { write, roots: { record: write.record } };
  const own = referencesIn(
    write.entity,
    write.record,
    before,
    (field) => `${write.at}${pointer(field)}`,
    choosing,
  );
  const rows = [...write.entity.fields.values()].filter(isLines).flatMap((field) => {
    const entity = rowEntity(write.context.catalogue, field);
    const stored = new Map((before === null ? [] : rowsOf(before, field.id)).map((row) => [rowId(row), row]));
    return rowsOf(write.record, field.id).flatMap((row) =>
      referencesIn(
        entity,
        row,
        stored.get(rowId(row)) ?? null,
        (name) => `${rowPath(write, field, row)}${pointer(name)}`,
        { write, roots: { record: write.record, row } },
      ),
    );
  });
  return [...own, ...rows];
}

/** Where a row was sent; a row that was not sent is named by its id. */
export function rowPath(write: Write, field: Field, row: RecordValues): string {
  return write.rowPaths.get(rowId(row)) ?? `${write.at}${pointer(field.id, rowId(row))}`;
}

function referencesIn(
  entity: Entity,
  values: RecordValues,
  before: RecordValues | null,
  path: (field: string) => string,
  choosing?: Omit<Choice, "where">,
): readonly NewReference[] {
  return [...entity.fields.values()].flatMap((field): readonly NewReference[] => {
    const { to, label } = field;
    if (to === null || field.model.computed) return [];
    const { where } = field;
    const choice = where === null || choosing === undefined ? {} : { choice: { ...choosing, where } };
    const value = values[field.id];
    const stands = before?.[field.id];
    if (field.type.kind === "references") {
      const kept = Array.isArray(stands) ? stands : [];
      return (Array.isArray(value) ? value : []).flatMap((id, index) =>
        typeof id !== "string" || kept.includes(id)
          ? []
          : [
              {
                target: to,
                id,
                path: `${path(field.id)}${pointer(index)}`,
                label,
                source: entity.id,
                ...choice,
              },
            ],
      );
    }
    if (field.type.kind !== "reference" || typeof value !== "string" || stands === value) return [];
    return [{ target: to, id: value, path: path(field.id), label, source: entity.id, ...choice }];
  });
}

/** References in what was sent, before the record is known: some may be there already. */
export function givenReferences(write: Write): readonly NewReference[] {
  const own = referencesIn(write.entity, write.given.values, null, (field) => `${write.at}${pointer(field)}`);
  const rows = Object.entries(write.given.lines).flatMap(([name, lines]) => {
    const field = write.entity.fields.get(name);
    if (field === undefined) return [];
    const entity = rowEntity(write.context.catalogue, field);
    return lines.rows.flatMap((row) =>
      referencesIn(entity, row.values, null, (member) => `${row.path}${pointer(member)}`),
    );
  });
  return [...own, ...rows];
}
