import type { Catalogue, Entity } from "@dougong/fields";
import type { JsonObject, ViewDocument } from "@dougong/model";
import {
  addresses,
  documentOf,
  InnerLink,
  type ListState,
  PageHead,
  RecordList,
  useDesign,
  useLiveRecords,
  useMedia,
  useNavigation,
  viewsOf,
} from "@dougong/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { Plus, Upload } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";

interface EntityListProps {
  readonly entity: Entity;
  readonly title: string;
  /** The view that the page names; the address may choose another one of the entity. */
  readonly view: ViewDocument | undefined;
}

/** The list of an entity: title and actions, its views as tabs, the list itself. Its state is in the address. */
export function EntityList({ entity, title, view }: EntityListProps) {
  const { catalogue } = useDesign();
  const { navigate } = useNavigation();
  const go = useNavigate({ from: "/a/$app/$name" });
  const state = useSearch({ from: "/frame/a/$app/$name" });
  const views = viewsOf(catalogue, entity);
  const shown = views.find((each) => each.id === state.view) ?? view ?? views[0];
  const onState = useCallback((next: ListState) => void go({ search: next, replace: true }), [go]);
  useLiveRecords(entity.id);
  useListKeys(() => navigate(addresses.create(entity.id)));
  const hrefOf = useCallback(
    (record: JsonObject) => openAddress(catalogue, entity, shown, String(record["id"])),
    [catalogue, entity, shown],
  );
  return (
    <>
      <PageHead title={title}>
        <ListActions entity={entity} />
      </PageHead>
      {views.length > 1 ? <ViewTabs views={views} shown={shown} state={state} /> : null}
      <RecordList
        key={shown?.id ?? ""}
        entity={entity}
        view={shown}
        state={state}
        onState={onState}
        hrefOf={hrefOf}
        onOpen={(record) => navigate(hrefOf(record))}
        emptyActions={<ListActions entity={entity} />}
      />
    </>
  );
}

/** Where a row leads: to the page that the view names for its records, else to the record. */
function openAddress(
  catalogue: Catalogue,
  entity: Entity,
  view: ViewDocument | undefined,
  id: string,
): string {
  const name = view?.open?.startsWith("page:") === true ? view.open.slice("page:".length) : null;
  const page = name === null ? undefined : documentOf(catalogue, entity.app, "page", name);
  return page?.entity === undefined
    ? addresses.record(entity.id, id)
    : `${addresses.page(entity.app, page.id)}/${encodeURIComponent(id)}`;
}

function ListActions({ entity }: { readonly entity: Entity }) {
  const { t } = useTranslation();
  const { navigate } = useNavigation();
  const phone = useMedia("(max-width: 767px)");
  if (entity.owner !== null || entity.document.write === "flows") return null;
  return (
    <>
      <Button
        type="text"
        size={phone ? "middle" : "small"}
        icon={<Upload size={16} />}
        onClick={() => navigate(addresses.import(entity.id))}
      >
        {t("action.import")}
      </Button>
      <Button
        type="primary"
        size={phone ? "middle" : "small"}
        icon={<Plus size={16} />}
        onClick={() => navigate(addresses.create(entity.id))}
      >
        {phone ? t("action.new") : t("action.newOf", { label: entity.label })}
      </Button>
    </>
  );
}

/** `N` makes a new record, `/` goes to the search; never while somebody types. */
function useListKeys(create: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (
        event.target instanceof Element &&
        event.target.closest("input,textarea,select,dialog,[role=dialog]") !== null
      )
        return;
      if (event.key === "n" || event.key === "N") create();
      else if (event.key === "/") document.querySelector<HTMLElement>("[data-search]")?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

interface ViewTabsProps {
  readonly views: readonly ViewDocument[];
  readonly shown: ViewDocument | undefined;
  readonly state: ListState;
}

function ViewTabs({ views, shown, state }: ViewTabsProps) {
  const { t } = useTranslation();
  return (
    <nav className="dg-tablist" aria-label={t("list.views")}>
      {views.map((view) => (
        <InnerLink
          key={view.id}
          href={`?${new URLSearchParams({ view: view.id, ...(state.q === undefined ? {} : { q: state.q }) }).toString()}`}
          aria-current={view.id === shown?.id ? "page" : undefined}
        >
          {view.label ?? view.id}
        </InnerLink>
      ))}
    </nav>
  );
}
