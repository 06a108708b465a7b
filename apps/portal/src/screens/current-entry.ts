import { addresses, type Design, documentOf, pageOf, qualify } from "@dougong/ui";
import { useRouterState } from "@tanstack/react-router";

/** The menu entry of the screen that is open: the page itself, or the page that lists the record's entity. */
export function useCurrentEntry(design: Design): string | null {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [, prefix, app = "", name = ""] = path.split("/");
  if (prefix !== "a") return path === addresses.profile ? addresses.profile : null;
  const own = documentOf(design.catalogue, app, "page", name)?.entity;
  const entity = design.catalogue.entities.get(own === undefined ? `${app}.${name}` : qualify(app, own));
  const page = entity === undefined ? undefined : pageOf(design.catalogue, entity);
  return addresses.page(app, page?.id ?? name);
}
