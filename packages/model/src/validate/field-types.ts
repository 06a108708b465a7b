import { isJsonObject, type JsonObject } from "../json/json.ts";
import type { Problem } from "../problem/problem.ts";
import type { DocumentSchemas } from "./schemas.ts";

/** The field types that the schemas were made with: their list stands in the entity schema as `x-known`. */
export function knownFieldTypes(schemas: DocumentSchemas): readonly string[] {
  const member = (value: unknown, name: string) => (isJsonObject(value) ? value[name] : undefined);
  const fields = member(member(schemas.entity.properties, "fields"), "items");
  const known = member(member(member(fields, "properties"), "type"), "x-known");
  return Array.isArray(known) ? known.map(String) : [];
}

/** Fields of types that are not built, or that a third party brings and nobody installed. */
export function unknownFieldTypes(document: JsonObject, known: readonly string[]): readonly Problem[] {
  const fields: readonly unknown[] = Array.isArray(document.fields) ? document.fields : [];
  return fields.flatMap((field, index) =>
    isJsonObject(field) && typeof field.type === "string" && !known.includes(field.type)
      ? [
          {
            code: "unsupported_kind" as const,
            path: `/fields/${index}/type`,
            params: { name: field.type },
            got: field.type,
          },
        ]
      : [],
  );
}
