import { documentOf, useDesign } from "@dougong/ui";
import { useParams } from "@tanstack/react-router";
import { EntityList } from "./entity-list.tsx";
import { NotFoundScreen } from "./not-found-screen.tsx";
import { PageBlocks } from "./page-blocks.tsx";

/** `/a/{app}/{name}`: a page of the app, or the default list of an entity; their ids never collide. */
export function PageScreen() {
  const { app, name } = useParams({ from: "/frame/a/$app/$name" });
  const { catalogue } = useDesign();
  const page = documentOf(catalogue, app, "page", name);
  if (page !== undefined) return <PageBlocks key={page.id} app={app} page={page} />;
  const entity = catalogue.entities.get(`${app}.${name}`);
  if (entity === undefined) return <NotFoundScreen />;
  return <EntityList key={entity.id} entity={entity} title={entity.label} view={undefined} />;
}
