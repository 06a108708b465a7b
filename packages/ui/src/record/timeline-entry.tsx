import type { HistoryEntry } from "@dougong/client";
import type { Entity } from "@dougong/fields";
import { zonedText } from "@dougong/fields/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesign } from "../design/design-context.tsx";
import { Avatar } from "../shell/avatar.tsx";
import { useActorName } from "./actor-name.ts";
import { ChangedValue } from "./changed-value.tsx";
import { changesOf, type ShownChange } from "./entry-changes.ts";

const shownChanges = 6;

/** One version of a record: who, when, and each value, old beside new; of a new record what it began with. */
export function TimelineEntry({ entry, entity }: { readonly entry: HistoryEntry; readonly entity: Entity }) {
  const { t } = useTranslation();
  const { catalogue, timeZone } = useDesign();
  const who = useActorName(entry.by);
  const [all, setAll] = useState(false);
  const isNew = entry.version === 1;
  const { changes, rows } = changesOf(catalogue, entity, entry);
  const shown = all ? changes : changes.slice(0, shownChanges);
  return (
    <li className="dg-event">
      <Avatar name={who} />
      <div className="dg-fill">
        <div className="dg-row dg-g6">
          <span className="dg-fill">
            <b>{who}</b> {isNew ? t("record.created") : t("record.changed", { count: changes.length })}
          </span>
          <time className="dg-small dg-3 dg-num" dateTime={entry.at}>
            {zonedText(entry.at, timeZone).slice(5)}
          </time>
        </div>
        {changes.length + rows.length === 0 ? null : (
          <dl className="dg-diff" data-new={isNew ? "" : undefined}>
            {shown.map((change) => (
              <Change key={change.path} change={change} isNew={isNew} />
            ))}
            {rows.map((each) => (
              <div key={each.field}>
                <dt>{each.label}</dt>
                <dd>{t("record.rows", { count: each.count })}</dd>
              </div>
            ))}
          </dl>
        )}
        {shown.length < changes.length ? (
          <button type="button" className="dg-link dg-small dg-target" onClick={() => setAll(true)}>
            {t("record.moreChanges", { count: changes.length - shown.length })}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function Change({ change, isNew }: { readonly change: ShownChange; readonly isNew: boolean }) {
  const { label, field, from, to } = change;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {from === null ? null : (
          <>
            <del>
              <ChangedValue field={field} value={from} />
            </del>{" "}
          </>
        )}
        {isNew ? (
          <ChangedValue field={field} value={to} />
        ) : (
          <ins>
            <ChangedValue field={field} value={to} />
          </ins>
        )}
      </dd>
    </div>
  );
}
