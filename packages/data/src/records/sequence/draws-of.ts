import type { Value } from "@dougong/expression";
import { type Entity, type Field, sequenceScope, sequenceTokens } from "@dougong/fields";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { type RecordValues, rowsOf, type Write } from "../steps/write.ts";
import type { Draw } from "./draw.ts";
import { numberFrame } from "./number-frame.ts";
import { scopeOf } from "./scope.ts";
import { workspaceDate } from "./workspace-date.ts";

/**
 * The numbers that writes of one entity and one instant have to draw: of each sequence that is empty and, where it has
 * `assignWhen`, whose condition holds. Records keep their order within a scope; rows draw after their owners.
 * `wants` says whether a sequence without a number takes one now.
 */
export function drawsOf(
  writes: readonly Write[],
  wants: (field: Field, record: RecordValues, write: Write) => boolean,
): readonly Draw[] {
  const draws = new Map<
    string,
    { entity: Entity; field: Field; scope: string; takers: Draw["takers"][number][] }
  >();
  let date: string | undefined;
  for (const write of writes) {
    if (write.context.dryRun) continue;
    for (const { entity, field, record } of unnumbered(write)) {
      if (!wants(field, record, write)) continue;
      date ??= workspaceDate(new Date(write.now), write.zones.open(write.context.settings.timeZone));
      const scope = scopeOf(sequenceScope(field.document), date, record);
      const key = JSON.stringify([entity.id, field.id, scope]);
      const draw = draws.get(key) ?? { entity, field, scope, takers: [] };
      draws.set(key, draw);
      const frame = numberFrame(sequenceTokens(field.document) ?? [], date, record);
      draw.takers.push({ id: String(record.id), frame });
    }
  }
  return [...draws.values()];
}

interface Unnumbered {
  readonly entity: Entity;
  readonly field: Field;
  readonly record: RecordValues;
}

function unnumbered(write: Write): readonly Unnumbered[] {
  const rows = [...write.entity.fields.values()].filter(isLines).flatMap((lines) => {
    const entity = rowEntity(write.context.catalogue, lines);
    return rowsOf(write.record, lines.id).flatMap((row) => sequencesOf(entity, row));
  });
  return [...sequencesOf(write.entity, write.record), ...rows];
}

function sequencesOf(entity: Entity, record: RecordValues): readonly Unnumbered[] {
  const empty = (value: Value | undefined): boolean => value === null || value === undefined;
  return [...entity.fields.values()]
    .filter((field) => field.document.type === "sequence" && empty(record[field.id]))
    .map((field) => ({ entity, field, record }));
}
