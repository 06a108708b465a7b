import { deleteRecord, restoreRecord } from "@dougong/client";
import type { Entity } from "@dougong/fields";
import {
  addresses,
  Dialog,
  ErrorState,
  InnerLink,
  pageOf,
  recordLabel,
  Skeleton,
  useApi,
  useDesign,
  useMedia,
  useNavigation,
  useToast,
} from "@dougong/ui";
import { layoutOfEntity } from "@dougong/ui/form";
import { expandOf, RecordHead, RecordView, Timeline } from "@dougong/ui/record";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { ChevronLeft, ChevronRight, Pencil, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { NotFoundScreen } from "./not-found-screen.tsx";

/** `/a/{app}/{entity}/{id}`: a record to be read, with what can be done and what has happened. */
export function RecordScreen() {
  const { app, name, id } = useParams({ from: "/frame/a/$app/$name/$id" });
  const { catalogue, timeZone } = useDesign();
  const { queries } = useApi();
  const phone = useMedia("(max-width: 767px)");
  const entity = catalogue.entities.get(`${app}.${name}`);
  const record = useQuery({
    ...queries.record(`${app}.${name}`, id, entity === undefined ? [] : expandOf(catalogue, entity)),
    enabled: entity !== undefined,
  });
  const layout = useMemo(
    () => (entity === undefined ? null : layoutOfEntity(catalogue, entity)),
    [catalogue, entity],
  );
  if (entity === undefined || layout === null) return <NotFoundScreen />;
  const page = pageOf(catalogue, entity);
  const listHref = page === undefined ? addresses.list(entity.id) : addresses.page(entity.app, page.id);
  if (record.isError)
    return <ErrorState error={record.error} label={entity.label} onRetry={() => void record.refetch()} />;
  if (record.data === undefined) return <Skeleton rows={10} />;
  const title = recordLabel(entity, record.data.record, timeZone);
  const actions = (
    <RecordActions entity={entity} id={id} version={record.data.version} title={title} listHref={listHref} />
  );
  return (
    <>
      <Crumbs entity={entity} listHref={listHref} title={title} />
      <div className="dg-record-page">
        <div className="dg-record-scroll">
          <RecordHead entity={entity} layout={layout} title={title} record={record.data.record}>
            {phone ? null : actions}
          </RecordHead>
          <RecordView layout={layout} record={record.data.record} />
        </div>
        <Timeline entity={entity} id={id} />
      </div>
      {phone ? <div className="dg-record-bottom">{actions}</div> : null}
    </>
  );
}

function Crumbs({
  entity,
  listHref,
  title,
}: {
  readonly entity: Entity;
  readonly listHref: string;
  readonly title: string;
}) {
  const { t } = useTranslation();
  return (
    <div className="dg-record-crumbs">
      <InnerLink href={listHref} className="dg-icon-button dg-phone-only" aria-label={t("action.back")}>
        <ChevronLeft size={20} aria-hidden="true" />
      </InnerLink>
      <InnerLink href={listHref} className="dg-crumb">
        {entity.label}
      </InnerLink>
      <ChevronRight size={14} aria-hidden="true" className="dg-3" />
      <span className="dg-ellipsis">{title}</span>
    </div>
  );
}

interface RecordActionsProps {
  readonly entity: Entity;
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly listHref: string;
}

function RecordActions({ entity, id, version, title, listHref }: RecordActionsProps) {
  const { t } = useTranslation();
  const { client } = useApi();
  const phone = useMedia("(max-width: 767px)");
  const { navigate } = useNavigation();
  const cache = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const fresh = () => cache.invalidateQueries({ queryKey: ["records"] });
  const remove = useMutation({
    mutationFn: () => deleteRecord(client, entity.id, id, version),
    onSuccess: async () => {
      navigate(listHref, { replace: true });
      await fresh();
      toast({
        text: t("form.deleted", { title }),
        action: { label: t("action.undo"), run: () => void restoreRecord(client, entity.id, id).then(fresh) },
      });
    },
  });
  if (entity.owner !== null || entity.document.write === "flows") return null;
  return (
    <>
      <Button type={phone ? "default" : "text"} icon={<Trash2 size={16} />} onClick={() => setAsking(true)}>
        {t("action.delete")}
      </Button>
      <Button
        type="primary"
        icon={<Pencil size={16} />}
        onClick={() => navigate(addresses.edit(entity.id, id))}
      >
        {t("action.edit")}
      </Button>
      {asking ? (
        <Dialog
          title={t("form.deleteTitle", { title })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t("action.cancel")}</Button>
              <Button type="primary" danger loading={remove.isPending} onClick={() => remove.mutate()}>
                {t("action.delete")}
              </Button>
            </>
          }
        >
          <p>{entity.document.trash === false ? null : t("form.deleteText")}</p>
          {remove.isError ? <ErrorState error={remove.error} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
