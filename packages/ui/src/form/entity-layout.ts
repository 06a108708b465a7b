import type { Catalogue, Entity } from "@dougong/fields";
import { compileForm, defaultForm, type FormLayout } from "@dougong/forms";
import type { FormDocument } from "@dougong/model";
import { formOf } from "../design/documents.ts";

/** The form that an entity is entered and read by: its app's, else one that lists its fields. */
export function layoutOfEntity(catalogue: Catalogue, entity: Entity): FormLayout | null {
  return layoutOf(catalogue, entity.app, formOf(catalogue, entity) ?? defaultForm(entity));
}

/** A form of an app with its names looked up. */
export function layoutOf(catalogue: Catalogue, app: string, document: FormDocument): FormLayout | null {
  return compileForm(document, catalogue, app).layout;
}
