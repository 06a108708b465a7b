import type { Entity } from "@dougong/fields";
import type { PageDocument } from "@dougong/model";
import {
  addresses,
  documentOf,
  ErrorState,
  pageOf,
  qualify,
  recordLabel,
  Skeleton,
  useApi,
  useDesign,
  useLiveRecords,
  useMedia,
  useToast,
} from "@dougong/ui";
import { layoutOfEntity } from "@dougong/ui/form";
import { expandOf, RecordHead, RecordView, RelatedLists, StateTrack, Timeline } from "@dougong/ui/record";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Crumbs } from "./crumbs.tsx";
import { NotFoundScreen } from "./not-found-screen.tsx";
import { RecordActions } from "./record-actions.tsx";
import { RecordBlocks } from "./record-blocks.tsx";

/** `/a/{app}/{name}/{id}`: a record of an entity, or of a page that is made for one. */
export function RecordScreen() {
  const { app, name, id } = useParams({ from: "/frame/a/$app/$name/$id" });
  const { catalogue } = useDesign();
  const page = documentOf(catalogue, app, "page", name);
  const entity = catalogue.entities.get(
    page?.entity === undefined ? `${app}.${name}` : qualify(app, page.entity),
  );
  return entity === undefined ? <NotFoundScreen /> : <Record key={id} entity={entity} page={page} id={id} />;
}

interface RecordProps {
  readonly entity: Entity;
  /** The page whose blocks show the record; without one it is shown as its form has it. */
  readonly page: PageDocument | undefined;
  readonly id: string;
}

/** A record to be read, with what can be done, what belongs to it and what has happened. */
function Record({ entity, page, id }: RecordProps) {
  const { catalogue, timeZone } = useDesign();
  const { queries } = useApi();
  const { t } = useTranslation();
  const toast = useToast();
  const phone = useMedia("(max-width: 767px)");
  const record = useQuery(queries.record(entity.id, id, expandOf(catalogue, entity)));
  const shown = record.data?.version ?? 0;
  // One's own change is shown by the time it is told.
  useLiveRecords(entity.id, (event) => {
    if (event.id === id && shown > 0 && (event.version ?? 0) > shown) toast({ text: t("record.news") });
  });
  const layout = useMemo(() => layoutOfEntity(catalogue, entity), [catalogue, entity]);
  const listPage = pageOf(catalogue, entity);
  const listHref =
    listPage === undefined ? addresses.list(entity.id) : addresses.page(entity.app, listPage.id);
  if (layout === null) return <NotFoundScreen />;
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
          <StateTrack entity={entity} record={record.data.record} />
          {page === undefined ? (
            <div className="dg-record">
              <RecordView layout={layout} record={record.data.record} />
              <RelatedLists entity={entity} id={id} />
            </div>
          ) : (
            <RecordBlocks entity={entity} page={page} layout={layout} record={record.data.record} />
          )}
        </div>
        <Timeline entity={entity} id={id} />
      </div>
      {phone ? <div className="dg-record-bottom">{actions}</div> : null}
    </>
  );
}
