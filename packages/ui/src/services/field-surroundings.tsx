import { ApiProblem, fetchFile, fetchRecord, fileAddress, queryRecords, uploadFile } from "@dougong/client";
import {
  FieldServicesProvider,
  type FieldSurroundings,
  type FieldTexts,
  zonedDate,
} from "@dougong/fields/react";
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { useDesign } from "../design/design-context.tsx";
import { valueAt } from "../design/path-field.ts";
import { labelPaths, recordLabel } from "../design/record-label.ts";
import { LinesWidget } from "../line-grid/lines-widget.tsx";

/** Gives field widgets and cells their look-ups, words and the line grid. */
export function FieldSurroundingsProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { client } = useApi();
  const { catalogue, timeZone } = useDesign();
  const services = useMemo<FieldSurroundings>(
    () => ({
      locale: i18n.language,
      timeZone,
      texts: textsOf(t),
      today: () => zonedDate(new Date(), timeZone),
      RecordLabel,
      useRecordLabel,
      FileLink,
      upload: (file, onShare) =>
        uploadFile(client, file, onShare).catch((fault: unknown) => {
          throw told(fault);
        }),
      LineGrid: LinesWidget,
      async loadRecord(entity, id) {
        const { record } = await fetchRecord(client, entity, id);
        return record;
      },
      async searchRecords(entityId, text, signal) {
        const entity = catalogue.entities.get(entityId);
        if (entity === undefined) return [];
        const detail = detailPath(entity.document.search, entity.document.title);
        const select = ["id", ...labelPaths(entity), ...(detail === null ? [] : [detail])];
        const q = text.trim();
        const page = await queryRecords(
          client,
          entityId,
          { select, limit: 20, ...(q === "" ? {} : { q }) },
          signal,
        );
        return page.data.map((record) => {
          const more = detail === null ? undefined : valueAt(record, detail);
          return {
            id: String(record["id"]),
            label: recordLabel(entity, record, timeZone),
            ...(typeof more === "string" ? { detail: more } : {}),
          };
        });
      },
    }),
    [t, i18n.language, client, catalogue, timeZone],
  );
  return <FieldServicesProvider services={services}>{children}</FieldServicesProvider>;
}

/** A second fact that tells equals apart: the first searched field that is not the title. */
function detailPath(search: readonly string[] | undefined, title: unknown): string | null {
  return search?.find((path) => path !== title && !path.includes(".")) ?? null;
}

function textsOf(t: TFunction): FieldTexts {
  return {
    yes: t("form.yes"),
    no: t("form.no"),
    searching: t("picker.loading"),
    searchFailed: t("picker.failed"),
    assignedLater: t("picker.assignedLater"),
    nothingCalled: (text) => t("picker.none", { text }),
    clear: t("action.clear"),
    openCalendar: t("picker.calendar"),
    options: t("picker.options"),
    rows: (count) => t("lines.count", { count }),
    remove: t("picker.remove"),
    notJson: t("picker.notJson"),
  };
}

/** The label of a record by its id; null while it is on its way or where there is nothing to load. */
function useRecordLabel(entityId: string | null, id: string | null): string | null {
  const { client } = useApi();
  const { catalogue, timeZone } = useDesign();
  const entity = entityId === null ? undefined : catalogue.entities.get(entityId);
  const { data } = useQuery({
    queryKey: ["records", entityId, "label", id],
    enabled: entity !== undefined && id !== null,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { record } = await fetchRecord(client, entityId ?? "", id ?? "", { signal });
      return record;
    },
  });
  return entity === undefined || id === null || data === undefined
    ? null
    : recordLabel(entity, data, timeZone);
}

/** The sentence of a refused upload, in the user's language. */
function told(fault: unknown): unknown {
  if (!(fault instanceof ApiProblem)) return fault;
  return new Error(fault.items[0]?.message ?? fault.title, { cause: fault });
}

/** A file's name as a link to its content; the id until it is known. */
function FileLink({ id }: { readonly id: string }) {
  const { client } = useApi();
  const { data } = useQuery({
    queryKey: ["files", id],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) => fetchFile(client, id, signal),
  });
  if (data === undefined) return <>…</>;
  return (
    <a href={fileAddress(id)} download={data.name}>
      {data.name}
    </a>
  );
}

function RecordLabel({ entity, id }: { readonly entity: string; readonly id: string }) {
  return <>{useRecordLabel(entity, id) ?? "…"}</>;
}
