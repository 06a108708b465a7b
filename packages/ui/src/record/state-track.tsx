import type { Entity } from "@dougong/fields";
import { choiceOptions } from "@dougong/fields";
import type { JsonObject } from "@dougong/model";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { statePath } from "./state-path.ts";

/** The states of a record as a track: what it has behind it, where it is, what comes. Beside the way there is none. */
export function StateTrack({ entity, record }: { readonly entity: Entity; readonly record: JsonObject }) {
  const { t } = useTranslation();
  const { states } = entity;
  const field = states === null ? undefined : entity.fields.get(states.field);
  if (states === null || field === undefined) return null;
  const { default: first } = field.document;
  const path = statePath(states, states.initial?.[0] ?? (typeof first === "string" ? first : undefined));
  const at = path.indexOf(String(record[field.id]));
  if (path.length < 2 || at < 0) return null;
  const labels = new Map(
    choiceOptions(field.document).map((option) => [option.id, option.label ?? option.id]),
  );
  return (
    <ol className="dg-track" aria-label={field.label}>
      {path.map((option, place) => (
        <li
          key={option}
          data-place={place < at ? "behind" : place === at ? "here" : "ahead"}
          aria-current={place === at ? "step" : undefined}
        >
          <span className="dg-track-mark">
            {place < at ? <Check size={12} strokeWidth={2.5} aria-label={t("record.behind")} /> : null}
          </span>
          {labels.get(option) ?? option}
        </li>
      ))}
    </ol>
  );
}
