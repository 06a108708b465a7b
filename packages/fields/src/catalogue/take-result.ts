import { isAssignable, type Type, typeName } from "@dougong/expression";
import { resultField } from "../types/formula/result-field.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { inferResult } from "./infer-result.ts";

/** The type that a document declares for a computed field. */
export function wantedResult(field: FieldDraft): Type | undefined {
  return resultField(field.document) === undefined ? undefined : field.model.valueType(field.document);
}

/** The type of a computed field whose expression has the inferred one: it must fit what is declared, or say all. */
export function takeResult(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  inferred: Type,
): Type {
  const path = `${field.path}/formula`;
  const wanted = wantedResult(field);
  if (wanted !== undefined) {
    if (!isAssignable(inferred, wanted))
      compilation.report(entity.app, {
        code: "type_mismatch",
        path,
        params: { label: field.id },
        expected: typeName(wanted),
        got: typeName(inferred),
      });
    return wanted;
  }
  const result = inferResult(inferred);
  if (result !== undefined) field.document = { ...field.document, result };
  else if (inferred.kind === "decimal" || inferred.kind === "null")
    compilation.report(entity.app, {
      code: "required",
      variant: "member",
      path: `${field.path}/result`,
      params: { name: "result" },
    });
  else
    compilation.report(entity.app, {
      code: "type_mismatch",
      path,
      params: { label: field.id },
      expected: "a single value",
      got: typeName(inferred),
    });
  return inferred;
}
