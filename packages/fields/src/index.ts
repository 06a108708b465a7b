export type { CoerceContext, Coerced, FieldModel, TextConventions } from "./facets/model.ts";
export type { FieldStorage } from "./facets/storage.ts";
export type { CellProps, FieldReact, FieldServices, LookupOption, WidgetProps } from "./facets/react.ts";
export type { Catalogue, CompiledEffect, CompiledRule, Entity, Field, OwnAggregate } from "./catalogue/catalogue.ts";
