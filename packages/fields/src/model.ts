export type { FieldKind } from "./facets/kind.ts";
export type { CoerceContext, Coerced, FieldModel, TextConventions } from "./facets/model.ts";
export { fieldModels } from "./registry/models.ts";
export { beyond, refuse, wrongType } from "./values/refuse.ts";
