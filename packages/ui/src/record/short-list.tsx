import type { Entity } from "@dougong/fields";
import type { JsonObject, ViewDocument } from "@dougong/model";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { baseFilter } from "../data-grid/base-filter.ts";
import { columnsOf, selectOf } from "../data-grid/column.ts";
import { type Condition, toFilter } from "../data-grid/condition.ts";
import { RecordCards } from "../data-grid/record-cards.tsx";
import { ShortTable } from "../data-grid/short-table.tsx";
import { useDesign } from "../design/design-context.tsx";
import { pageOf } from "../design/documents.ts";
import { resolvePath } from "../design/path-field.ts";
import { useSystemLabels } from "../design/use-system-labels.ts";
import { addresses, InnerLink, useNavigation } from "../navigation/navigation.tsx";
import { ErrorState } from "../states/states.tsx";
import { useMedia } from "../theme/theme-provider.tsx";

const rowsShown = 5;
const columnsShown = 6;

interface ShortListProps {
  readonly label: string;
  readonly entity: Entity;
  readonly view: ViewDocument | undefined;
  /** What the records have in common; its field is no column. */
  readonly condition?: Condition;
}

/** The first few records of a list inside a page, and the way to all of them. An empty one takes no room. */
export function ShortList(props: ShortListProps) {
  const { label, entity } = props;
  const { navigate } = useNavigation();
  const phone = useMedia("(max-width: 767px)");
  const { list, columns, rows, count } = useShortList(props);
  const hrefOf = (record: JsonObject) => addresses.record(entity.id, String(record["id"]));
  if (rows.length === 0 && !list.isError) return null;
  return (
    <section className="dg-related">
      <h2 className="dg-record-head">
        {label}
        {count === null ? null : <span className="dg-badge">{count}</span>}
        <span className="dg-space" />
        {list.hasNextPage ? <AllLink {...props} /> : null}
      </h2>
      {list.isError ? (
        <ErrorState error={list.error} label={label} onRetry={() => void list.refetch()} />
      ) : phone ? (
        <RecordCards
          label={label}
          title={typeof entity.document.title === "string" ? entity.document.title : null}
          columns={columns}
          rows={rows}
          hrefOf={hrefOf}
          onOpen={(record) => navigate(hrefOf(record))}
        />
      ) : (
        <ShortTable label={label} columns={columns} rows={rows} hrefOf={hrefOf} />
      )}
    </section>
  );
}

/** To the whole list, with the condition in the address, where it can be seen and taken away. */
function AllLink({ entity, condition }: ShortListProps) {
  const { t } = useTranslation();
  const { catalogue } = useDesign();
  const page = pageOf(catalogue, entity);
  const list = page === undefined ? addresses.list(entity.id) : addresses.page(entity.app, page.id);
  const search =
    condition === undefined ? "" : `?${new URLSearchParams({ f: JSON.stringify([condition]) }).toString()}`;
  return (
    <InnerLink className="dg-small dg-target" href={`${list}${search}`}>
      {t("record.all", { label: entity.label })}
    </InnerLink>
  );
}

function useShortList({ entity, view, condition }: ShortListProps) {
  const { queries } = useApi();
  const { catalogue } = useDesign();
  const labels = useSystemLabels();
  const without = condition?.path;
  const columns = useMemo(
    () =>
      columnsOf(catalogue, entity, view, labels)
        .filter(({ path }) => path !== without && path.split(".")[0] !== without)
        .slice(0, columnsShown),
    [catalogue, entity, view, labels, without],
  );
  const where = toFilter(
    condition === undefined ? baseFilter(view) : undefined,
    condition === undefined ? [] : [condition],
    (path) => resolvePath(catalogue, entity, path, labels),
  );
  const list = useInfiniteQuery(
    queries.records(entity.id, {
      select: selectOf(entity, columns),
      sort: [...(view?.sort ?? [])],
      limit: rowsShown,
      count: "estimate",
      ...(where === undefined || where === null ? {} : { where }),
    }),
  );
  const first = list.data?.pages[0];
  return { list, columns, rows: first?.data ?? [], count: first?.count ?? null };
}
