import { addresses, recordLabel, useDesign, useNavigation, useToast } from "@dougong/ui";
import { layoutOfEntity, RecordForm } from "@dougong/ui/form";
import { useParams, useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { NotFoundScreen } from "./not-found-screen.tsx";

/** `/a/{app}/{entity}/new`. */
export function CreateScreen() {
  const { t } = useTranslation();
  const { app, name } = useParams({ from: "/frame/a/$app/$name/new" });
  const { catalogue, timeZone } = useDesign();
  const { navigate } = useNavigation();
  const router = useRouter();
  const toast = useToast();
  const entity = catalogue.entities.get(`${app}.${name}`);
  const layout = useMemo(
    () => (entity === undefined ? null : layoutOfEntity(catalogue, entity)),
    [catalogue, entity],
  );
  if (entity === undefined || layout === null || entity.owner !== null) return <NotFoundScreen />;
  return (
    <RecordForm
      key={entity.id}
      title={t("form.newTitle", { label: entity.label })}
      layout={layout}
      opened={null}
      onSaved={(record) => {
        toast({ text: t("form.created", { title: recordLabel(entity, record, timeZone) }) });
        navigate(addresses.record(entity.id, String(record["id"])), { replace: true });
      }}
      onCancel={() =>
        router.history.canGoBack() ? router.history.back() : navigate(addresses.list(entity.id))
      }
    />
  );
}
