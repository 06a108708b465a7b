import type { Entity } from "@dougong/fields";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { ErrorState, Skeleton } from "../states/states.tsx";
import { TimelineEntry } from "./timeline-entry.tsx";

const pageSize = 20;

/** Who changed what and when, newest first, old beside new. */
export function Timeline({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const { t } = useTranslation();
  const { queries } = useApi();
  const history = useQuery(queries.history(entity.id, id));
  const [pages, setPages] = useState(1);
  const entries = history.data ?? [];
  return (
    <section className="dg-timeline" aria-label={t("record.timeline")}>
      <h2 className="dg-timeline-head">{t("record.timeline")}</h2>
      {history.isPending ? <Skeleton rows={4} /> : null}
      {history.isError ? <ErrorState error={history.error} onRetry={() => void history.refetch()} /> : null}
      {history.data?.length === 0 ? <p className="dg-3">{t("history.empty")}</p> : null}
      <ol>
        {entries.slice(0, pages * pageSize).map((entry) => (
          <TimelineEntry key={entry.version} entry={entry} entity={entity} />
        ))}
      </ol>
      {entries.length > pages * pageSize ? (
        <Button type="text" onClick={() => setPages(pages + 1)}>
          {t("record.earlier")}
        </Button>
      ) : null}
    </section>
  );
}
