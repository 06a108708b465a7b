import { addresses, pageOf, useDesign, useNavigation } from "@dougong/ui";
import { ImportWizard } from "@dougong/ui/import";
import { useParams } from "@tanstack/react-router";
import { NotFoundScreen } from "./not-found-screen.tsx";

/** `/a/{app}/{entity}/import`. */
export function ImportScreen() {
  const { app, name } = useParams({ from: "/frame/a/$app/$name/import" });
  const { catalogue } = useDesign();
  const { navigate } = useNavigation();
  const entity = catalogue.entities.get(`${app}.${name}`);
  if (entity === undefined || entity.owner !== null) return <NotFoundScreen />;
  const page = pageOf(catalogue, entity);
  const listHref = page === undefined ? addresses.list(entity.id) : addresses.page(entity.app, page.id);
  return <ImportWizard key={entity.id} entity={entity} onLeave={() => navigate(listHref)} />;
}
