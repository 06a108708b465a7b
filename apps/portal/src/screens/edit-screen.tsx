import {
  addresses,
  ErrorState,
  recordLabel,
  Skeleton,
  useApi,
  useDesign,
  useNavigation,
  useToast,
} from "@dougong/ui";
import { layoutOfEntity, RecordForm } from "@dougong/ui/form";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { NotFoundScreen } from "./not-found-screen.tsx";

/** `/a/{app}/{entity}/{id}/edit`. The record is read anew, so that the form begins with what is stored. */
export function EditScreen() {
  const { t } = useTranslation();
  const { app, name, id } = useParams({ from: "/frame/a/$app/$name/$id/edit" });
  const { catalogue, timeZone } = useDesign();
  const { navigate } = useNavigation();
  const { queries } = useApi();
  const toast = useToast();
  const entity = catalogue.entities.get(`${app}.${name}`);
  const record = useQuery({
    ...queries.record(`${app}.${name}`, id),
    enabled: entity !== undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const layout = useMemo(
    () => (entity === undefined ? null : layoutOfEntity(catalogue, entity)),
    [catalogue, entity],
  );
  if (entity === undefined || layout === null) return <NotFoundScreen />;
  if (record.isError) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />;
  if (record.data === undefined) return <Skeleton />;
  const title = recordLabel(entity, record.data.record, timeZone);
  const back = () => navigate(addresses.record(entity.id, id), { replace: true });
  return (
    <RecordForm
      key={id}
      title={t("form.editTitle", { title })}
      layout={layout}
      opened={record.data}
      onSaved={(saved) => {
        toast({ text: t("form.savedToast", { title: recordLabel(entity, saved, timeZone) }) });
        back();
      }}
      onCancel={back}
    />
  );
}
