import type { Entity } from "@dougong/fields";
import type { JsonObject, ViewDocument } from "@dougong/model";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { FilterX, ListFilter } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { useDesign } from "../design/design-context.tsx";
import { type PathField, resolvePath } from "../design/path-field.ts";
import { useSystemLabels } from "../design/use-system-labels.ts";
import { ErrorState, Skeleton, StateBlock } from "../states/states.tsx";
import { useMedia } from "../theme/theme-provider.tsx";
import { baseFilter } from "./base-filter.ts";
import { type Column, columnsOf, selectOf } from "./column.ts";
import { toFilter } from "./condition.ts";
import { ConditionBar } from "./condition-bar.tsx";
import { ListFoot } from "./list-foot.tsx";
import type { ListState } from "./list-state.ts";
import { RecordCards } from "./record-cards.tsx";
import { type Density, RecordTable } from "./record-table.tsx";
import { SearchBox } from "./search-box.tsx";
import "./data-grid.css";

export interface RecordListProps {
  readonly entity: Entity;
  readonly view: ViewDocument | undefined;
  readonly state: ListState;
  onState(state: ListState): void;
  hrefOf(record: JsonObject): string;
  onOpen(record: JsonObject): void;
  /** Actions of the empty list: new, import. */
  readonly emptyActions?: ReactNode;
  /** Told the number of records, for the title. */
  onCount?(count: string): void;
}

/** A list of records with search, conditions and order; all of it is in the state, which the address line keeps. */
export function RecordList(props: RecordListProps) {
  const { entity, state, onState, hrefOf, onOpen } = props;
  const { t } = useTranslation();
  const phone = useMedia("(max-width: 767px)");
  const [density, setDensity] = useDensity(`${entity.id}/${props.view?.id ?? ""}`);
  const model = useRecordList(props);
  const { list, rows, columns, fields, filtered, count } = model;
  const body = () => {
    if (list.isPending) return <Skeleton rows={16} />;
    if (list.isError && rows.length === 0)
      return <ErrorState error={list.error} label={entity.label} onRetry={() => void list.refetch()} />;
    if (rows.length === 0) return <EmptyList {...props} filtered={filtered} />;
    if (phone)
      return (
        <RecordCards
          label={entity.label}
          title={typeof entity.document.title === "string" ? entity.document.title : null}
          columns={columns}
          rows={rows}
          hrefOf={hrefOf}
          onOpen={onOpen}
        />
      );
    return (
      <RecordTable
        label={entity.label}
        columns={columns}
        rows={rows}
        density={density}
        sort={state.sort ?? props.view?.sort?.[0]}
        count={count}
        hasMore={list.hasNextPage && !list.isFetchingNextPage}
        onSort={(sort) => onState(withSort(state, sort))}
        onMore={model.more}
        hrefOf={hrefOf}
        onOpen={onOpen}
      />
    );
  };
  return (
    <div className="dg-list" data-refreshing={list.isFetching && !list.isPending ? "" : undefined}>
      <div className="dg-list-bar">
        <SearchBox label={entity.label} value={state.q ?? ""} onChange={(q) => onState(withQ(state, q))} />
        <ConditionBar
          conditions={state.f ?? []}
          fields={fields}
          quick={props.view?.quick ?? []}
          onChange={(f) => onState(withConditions(state, f))}
        />
      </div>
      <div className="dg-list-body">{body()}</div>
      {rows.length > 0 ? (
        <ListFoot
          shown={rows.length}
          count={count}
          more={model.countIsLeast}
          density={density}
          onDensity={setDensity}
          phone={phone}
        >
          {list.hasNextPage && phone ? (
            <Button loading={list.isFetchingNextPage} onClick={model.more}>
              {t("action.loadMore")}
            </Button>
          ) : null}
        </ListFoot>
      ) : null}
    </div>
  );
}

function useRecordList({ entity, view, state }: RecordListProps) {
  const { queries } = useApi();
  const { catalogue } = useDesign();
  const labels = useSystemLabels();
  const columns = useMemo(
    () => columnsOf(catalogue, entity, view, labels),
    [catalogue, entity, view, labels],
  );
  const fields = useMemo(
    () => filterFields(columns, entity, view, (path) => resolvePath(catalogue, entity, path, labels)),
    [catalogue, columns, entity, view, labels],
  );
  const where = toFilter(baseFilter(view), state.f ?? [], (path) =>
    resolvePath(catalogue, entity, path, labels),
  );
  const list = useInfiniteQuery({
    ...queries.records(entity.id, {
      select: selectOf(entity, columns),
      sort: state.sort === undefined ? [...(view?.sort ?? [])] : [state.sort],
      limit: view?.pageSize ?? 100,
      count: "estimate",
      ...(state.q === undefined ? {} : { q: state.q }),
      ...(where === undefined || where === null ? {} : { where }),
    }),
    placeholderData: keepPreviousData,
  });
  const first = list.data?.pages[0];
  const { fetchNextPage } = list;
  return {
    columns,
    fields,
    list,
    rows: useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data]),
    count: first?.count ?? null,
    countIsLeast: first?.more ?? false,
    filtered: state.q !== undefined || (state.f?.length ?? 0) > 0,
    more: useCallback(() => void fetchNextPage(), [fetchNextPage]),
  };
}

/** Fields that a filter can name: the view's quick ones, its columns, the entity's own. */
function filterFields(
  columns: readonly Column[],
  entity: Entity,
  view: ViewDocument | undefined,
  resolve: (path: string) => PathField | null,
): readonly PathField[] {
  const paths = new Set([
    ...(view?.quick ?? []),
    ...columns.map((column) => column.path),
    ...entity.fields.keys(),
    "created_at",
    "updated_at",
  ]);
  return [...paths].flatMap((path) => {
    const field = resolve(path);
    return field === null || field.operators.length === 0 ? [] : [field];
  });
}

function EmptyList({
  entity,
  view,
  state,
  onState,
  emptyActions,
  filtered,
}: RecordListProps & { readonly filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <StateBlock icon={<ListFilter size={20} />} title={t("list.emptyFiltered", { label: entity.label })}>
        <Button
          icon={<FilterX size={16} />}
          onClick={() => onState(state.view === undefined ? {} : { view: state.view })}
        >
          {t("action.clearFilter")}
        </Button>
      </StateBlock>
    );
  }
  const title =
    view?.filter === undefined
      ? t("list.empty", { label: entity.label })
      : t("list.emptyFiltered", { label: view.label ?? entity.label });
  return (
    <StateBlock icon={<ListFilter size={20} />} title={title} hint={t("list.emptyHint")}>
      {emptyActions}
    </StateBlock>
  );
}

function withSort({ sort: _, ...rest }: ListState, sort: string | undefined): ListState {
  return sort === undefined ? rest : { ...rest, sort };
}

function withQ({ q: _, ...rest }: ListState, q: string): ListState {
  return q === "" ? rest : { ...rest, q };
}

function withConditions({ f: _, ...rest }: ListState, f: NonNullable<ListState["f"]>): ListState {
  return f.length === 0 ? rest : { ...rest, f };
}

function useDensity(key: string): readonly [Density, (density: Density) => void] {
  const name = `dougong.density.${key}`;
  const stored = localStorage.getItem(name);
  const [density, setDensity] = useState<Density>(
    stored === "normal" || stored === "loose" ? stored : "compact",
  );
  return [
    density,
    (next) => {
      localStorage.setItem(name, next);
      setDensity(next);
    },
  ];
}
