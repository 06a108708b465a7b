import type { Catalogue, Entity } from "@dougong/fields";
import type { DocumentByKind, FormDocument, PageDocument, ViewDocument } from "@dougong/model";

/** `order` in app `crm` is `crm.order`; a qualified id stays. */
export function qualify(app: string, id: string): string {
  return id.includes(".") ? id : `${app}.${id}`;
}

export function documentsOf<Kind extends keyof DocumentByKind>(
  catalogue: Catalogue,
  app: string,
  kind: Kind,
): readonly DocumentByKind[Kind][] {
  const isKind = (document: { readonly kind: string }): document is DocumentByKind[Kind] =>
    document.kind === kind;
  return (catalogue.documents.get(app) ?? []).filter(isKind);
}

/** A document by its id, qualified or of the app. */
export function documentOf<Kind extends keyof DocumentByKind>(
  catalogue: Catalogue,
  app: string,
  kind: Kind,
  id: string,
): DocumentByKind[Kind] | undefined {
  const [owner = app, local = id] = id.includes(".") ? id.split(".") : [app, id];
  return documentsOf(catalogue, owner, kind).find((document) => document.id === local);
}

/** The table views of an entity, as its own app has them. */
export function viewsOf(catalogue: Catalogue, entity: Entity): readonly ViewDocument[] {
  return documentsOf(catalogue, entity.app, "view").filter(
    (view) => view.type === "table" && qualify(entity.app, view.entity) === entity.id,
  );
}

/** The form that an entity is entered by: the first that its app has for it. */
export function formOf(catalogue: Catalogue, entity: Entity): FormDocument | undefined {
  return documentsOf(catalogue, entity.app, "form").find(
    (form) => qualify(entity.app, form.entity) === entity.id && form.submit === undefined,
  );
}

/** A page of the menu, with the app that it belongs to. */
export interface MenuPage {
  readonly app: string;
  readonly page: PageDocument;
}

/** Pages of the menu by app and group, in their order. */
export function menuOf(
  catalogue: Catalogue,
): readonly { readonly app: string; readonly group: string; readonly pages: readonly MenuPage[] }[] {
  const groups = new Map<
    string,
    { readonly app: string; readonly group: string; readonly pages: MenuPage[] }
  >();
  const pages = [...catalogue.apps.keys()].flatMap((app) =>
    documentsOf(catalogue, app, "page")
      .filter((page) => page.menu !== undefined && page.entity === undefined)
      .sort((one, other) => (one.menu?.order ?? 0) - (other.menu?.order ?? 0))
      .map((page) => ({ app, page })),
  );
  for (const entry of pages) {
    const group = entry.page.menu?.group ?? catalogue.apps.get(entry.app)?.document.label ?? entry.app;
    const key = `${entry.app}/${group}`;
    const found = groups.get(key) ?? { app: entry.app, group, pages: [] };
    found.pages.push(entry);
    groups.set(key, found);
  }
  return [...groups.values()];
}

/** The page of the menu that shows a view of an entity: what stays lit while one of its records is open. */
export function pageOf(catalogue: Catalogue, entity: Entity): PageDocument | undefined {
  return documentsOf(catalogue, entity.app, "page").find((page) =>
    page.blocks.some((block) => {
      const view =
        typeof block["view"] === "string"
          ? documentOf(catalogue, entity.app, "view", block["view"])
          : undefined;
      return view !== undefined && qualify(entity.app, view.entity) === entity.id;
    }),
  );
}
