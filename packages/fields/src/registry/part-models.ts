import type { FieldModel } from "../facets/model.ts";
import { createListModel } from "../types/list/model.ts";
import { createObjectModel } from "../types/object/model.ts";

/** Typed JSON over the types that may stand inside of it, itself among them. */
export function createTypedJson(scalars: Readonly<Record<string, FieldModel>>): {
  readonly list: FieldModel;
  readonly object: FieldModel;
} {
  const parts = (type: string): FieldModel | undefined => {
    if (type === "list") return list;
    if (type === "object") return object;
    return Object.hasOwn(scalars, type) ? scalars[type] : undefined;
  };
  const list = createListModel(parts);
  const object = createObjectModel(parts);
  return { list, object };
}
