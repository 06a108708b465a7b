import type { HistoryEntry } from "@dougong/client";
import type { Entity, Field } from "@dougong/fields";
import { zonedText } from "@dougong/fields/react";
import type { JsonValue } from "@dougong/model";
import { isJsonObject } from "@dougong/model";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { useDesign } from "../design/design-context.tsx";
import { resolvedDocument, toValue } from "../design/path-field.ts";
import { pathLabel } from "../problems/path-label.ts";
import { Avatar } from "../shell/avatar.tsx";
import { ErrorState, Skeleton } from "../states/states.tsx";

/** Who changed what and when, newest first, old beside new. */
export function Timeline({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const { t } = useTranslation();
  const { queries } = useApi();
  const history = useQuery(queries.history(entity.id, id));
  return (
    <section className="dg-timeline" aria-label={t("record.timeline")}>
      <h2 className="dg-timeline-head">{t("record.timeline")}</h2>
      {history.isPending ? <Skeleton rows={4} /> : null}
      {history.isError ? <ErrorState error={history.error} onRetry={() => void history.refetch()} /> : null}
      {history.data?.length === 0 ? <p className="dg-3">{t("history.empty")}</p> : null}
      <ol>
        {history.data?.map((entry) => (
          <Entry key={entry.version} entry={entry} entity={entity} />
        ))}
      </ol>
    </section>
  );
}

const shownChanges = 8;

function Entry({ entry, entity }: { readonly entry: HistoryEntry; readonly entity: Entity }) {
  const { t } = useTranslation();
  const { catalogue, timeZone } = useDesign();
  const who = useActorName(entry.by);
  const changes = entry.changes.filter((change) => fieldAt(entity, change.path)?.model.computed !== true);
  return (
    <li className="dg-event">
      <Avatar name={who} />
      <div className="dg-fill">
        <div className="dg-row dg-g6">
          <span className="dg-fill">
            <b>{who}</b>{" "}
            {entry.version === 1 ? t("record.created") : t("record.changed", { count: changes.length })}
          </span>
          <time className="dg-small dg-3 dg-num" dateTime={entry.at}>
            {zonedText(entry.at, timeZone).slice(5)}
          </time>
        </div>
        {entry.version === 1 || changes.length === 0 ? null : (
          <dl className="dg-diff">
            {changes.slice(0, shownChanges).map((change) => (
              <div key={change.path}>
                <dt>{pathLabel(catalogue, entity, change.path)}</dt>
                <dd>
                  <Old entity={entity} path={change.path} value={change.from} />{" "}
                  <New entity={entity} path={change.path} value={change.to} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function Old(props: { readonly entity: Entity; readonly path: string; readonly value: JsonValue }) {
  if (props.value === null) return null;
  return (
    <del>
      <Changed {...props} />
    </del>
  );
}

function New(props: { readonly entity: Entity; readonly path: string; readonly value: JsonValue }) {
  return (
    <ins>
      <Changed {...props} />
    </ins>
  );
}

function Changed({
  entity,
  path,
  value,
}: {
  readonly entity: Entity;
  readonly path: string;
  readonly value: JsonValue;
}) {
  const { catalogue } = useDesign();
  const [name = "", , inner] = path.split("/").slice(1);
  const field = entity.fields.get(name);
  const rows = field?.to === null || field === undefined ? undefined : catalogue.entities.get(field.to);
  const shown = inner === undefined ? field : rows?.fields.get(inner);
  if (shown === undefined || (shown.type.kind === "rows" && !Array.isArray(value))) return null;
  return <ValueCell field={resolvedDocument(shown)} value={toValue(value)} />;
}

function fieldAt(entity: Entity, path: string): Field | undefined {
  return path.split("/").length === 2 ? entity.fields.get(path.slice(1)) : undefined;
}

/** Who did it, given as an object, as an id, or as nobody. */
function useActorName(by: JsonValue): string {
  const { t } = useTranslation();
  const { user, catalogue } = useDesign();
  const { queries } = useApi();
  const id = typeof by === "string" ? by : isJsonObject(by) && typeof by["id"] === "string" ? by["id"] : null;
  const given = isJsonObject(by) ? (by["$label"] ?? by["name"]) : null;
  const wanted =
    id !== null && typeof given !== "string" && id !== user.id && catalogue.entities.has("system.user");
  const { data } = useQuery({ ...queries.record("system.user", id ?? ""), enabled: wanted });
  if (typeof given === "string") return given;
  if (id === user.id) return user.name;
  const name = data?.record["name"];
  return typeof name === "string" ? name : t("record.system");
}
