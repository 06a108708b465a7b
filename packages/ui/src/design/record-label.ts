import { evaluate, type Value } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { JsonObject } from "@dougong/model";
import { toValue, valueAt } from "./path-field.ts";

/** Paths that a record's label reads, to be selected with it. */
export function labelPaths(entity: Entity): readonly string[] {
  const title = entity.document.title;
  if (typeof title === "string" && /^[a-z][a-z0-9_.]*$/.test(title)) return [title];
  return [...entity.fields.values()].filter((field) => field.type.kind !== "rows").map((field) => field.id);
}

/** The words that stand for a record: its title, else its id. */
export function recordLabel(entity: Entity, record: JsonObject, timeZone: string): string {
  const given = record["$label"];
  if (typeof given === "string" && given !== "") return given;
  const title = entity.document.title;
  const value =
    typeof title === "string" && title.includes(".")
      ? valueAt(record, title)
      : titleValue(entity, record, timeZone);
  return wordsOf(value) || (typeof record["id"] === "string" ? record["id"].slice(0, 8) : "");
}

function titleValue(entity: Entity, record: JsonObject, timeZone: string): Value | undefined {
  const values = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toValue(value)]));
  return evaluate(entity.title, { record: values, now: new Date().toISOString(), timeZone });
}

function wordsOf(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const label = "$label" in value ? value["$label"] : null;
  return typeof label === "string" ? label : "";
}
