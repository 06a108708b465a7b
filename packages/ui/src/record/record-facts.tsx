import type { Entity } from "@dougong/fields";
import type { JsonObject, JsonValue } from "@dougong/model";
import { toValue } from "../design/path-field.ts";
import { Facts } from "./facts.tsx";

interface RecordFactsProps {
  readonly entity: Entity;
  readonly record: JsonObject;
  /** Field ids, as a page's block names them. */
  readonly names: readonly JsonValue[];
}

/** Some fields of a record, as a page names them. */
export function RecordFacts({ entity, record, names }: RecordFactsProps) {
  const items = names.flatMap((name) => {
    const field = typeof name === "string" ? entity.fields.get(name) : undefined;
    return field === undefined || field.type.kind === "rows"
      ? []
      : [{ id: field.id, label: field.label, field }];
  });
  const values = Object.fromEntries(items.map(({ id }) => [id, toValue(record[id])]));
  return <Facts items={items} columns={4} values={values} />;
}
