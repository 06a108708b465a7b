import type { FieldCase } from "../conformance.ts";
import { checkConformance } from "../conformance.ts";
import type { FieldModel } from "../facets/model.ts";
import type { FieldReact } from "../facets/react.ts";
import type { FieldStorage } from "../facets/storage.ts";
import { propertyFaults } from "./property-faults.ts";
import { reactFaults } from "./react-faults.tsx";
import { type RunQuery, storageFaults } from "./storage-faults.ts";

export type { FieldCase } from "../conformance.ts";
export type { RunQuery } from "./storage-faults.ts";

/** A field type with all its facets. */
export interface ConformingType {
  readonly model: FieldModel;
  readonly storage: FieldStorage;
  readonly react: FieldReact;
  readonly cases: readonly FieldCase[];
}

/**
 * The whole conformance kit on one field type, from a third party's own tests: its cases, its laws on values nobody
 * thought of, the JSON Schema, the round trip through PostgreSQL where a connection is given, and its drawing with an
 * accessible name. Answers what is wrong, one sentence each; an empty list is a pass.
 *
 * @example
 * expect(await conform({ model, storage, react, cases }, (text, values) => client.query(text, values))).toEqual([]);
 */
export async function conform(type: ConformingType, query?: RunQuery): Promise<readonly string[]> {
  const { model, react, cases } = type;
  return [
    ...checkConformance(type),
    ...propertyFaults(model, cases),
    ...schemaFaults(type),
    ...reactFaults(model, react, cases),
    ...(query === undefined ? [] : await storageFaults(type, query)),
  ];
}

function schemaFaults({ model, cases }: ConformingType): readonly string[] {
  return cases.flatMap((entry) => {
    const schema: unknown = model.jsonSchema({ ...entry.field, id: "value", type: model.type });
    const isSchema = typeof schema === "object" && schema !== null && !Array.isArray(schema);
    const same = isSchema && JSON.stringify(JSON.parse(JSON.stringify(schema))) === JSON.stringify(schema);
    return same ? [] : ["the JSON Schema of its value is no JSON object"];
  });
}
