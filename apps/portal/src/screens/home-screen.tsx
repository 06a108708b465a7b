import { addresses, menuOf, PageHead, StateBlock, useDesign } from "@dougong/ui";
import { Navigate } from "@tanstack/react-router";
import { LayoutGrid } from "lucide-react";
import { useTranslation } from "react-i18next";

/** `/` goes to the first app's home, else to the first page of the menu. */
export function HomeScreen() {
  const { t } = useTranslation();
  const { catalogue } = useDesign();
  const target = homeOf(catalogue);
  if (target !== null) return <Navigate to={target} replace />;
  return (
    <>
      <PageHead title={t("shell.home")} />
      <StateBlock icon={<LayoutGrid size={20} />} title={t("shell.noApps")} hint={t("shell.noAppsHint")} />
    </>
  );
}

function homeOf(catalogue: ReturnType<typeof useDesign>["catalogue"]): string | null {
  for (const [app, { document }] of catalogue.apps) {
    const [, id] = document.home?.split(":") ?? [];
    const name = id ?? document.home;
    if (name !== undefined) return addresses.page(app, name);
  }
  const first = menuOf(catalogue)[0]?.pages[0];
  return first === undefined ? null : addresses.page(first.app, first.page.id);
}
