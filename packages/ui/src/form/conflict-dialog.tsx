import type { Value } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { Button } from "antd";
import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument } from "../design/path-field.ts";
import { Dialog } from "../dialog/dialog.tsx";
import { type Choice, type Merge, mergedPatch } from "./merge.ts";

type Values = Readonly<Record<string, Value>>;

export interface ConflictDialogProps {
  readonly entity: Entity;
  readonly merge: Merge;
  readonly base: Values;
  readonly mine: Values;
  readonly theirs: Values;
  readonly baseVersion: number;
  readonly currentVersion: number;
  readonly saving: boolean;
  /** Sends the merged patch on top of the current version. */
  onMerge(patch: Values): void;
  onClose(): void;
}

/** Both versions, field by field; only true collisions ask. Nothing that was typed is lost. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { t } = useTranslation();
  const { merge, mine } = props;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const left = merge.both.filter((field) => choices[field] === undefined).length;
  const all = (choice: Choice) => setChoices(Object.fromEntries(merge.both.map((field) => [field, choice])));
  const footer = (
    <>
      <Button type="text" onClick={props.onClose}>
        {t("conflict.later")}
      </Button>
      <span className="dg-space" />
      <Button
        type="primary"
        disabled={left > 0}
        loading={props.saving}
        onClick={() => props.onMerge(mergedPatch(merge, mine, choices))}
      >
        {t("conflict.merge")}
      </Button>
    </>
  );
  return (
    <Dialog
      shape="drawer"
      title={t("conflict.title")}
      lead={t("conflict.lead", { base: props.baseVersion, current: props.currentVersion })}
      footer={footer}
      onClose={props.onClose}
    >
      {merge.both.length > 0 ? (
        <>
          <div className="dg-conflict-head">
            <h3>{t("conflict.both")}</h3>
            {left > 0 ? (
              <span className="dg-tag dg-tag-warn">{t("conflict.left", { count: left })}</span>
            ) : null}
            <span className="dg-space" />
            <button type="button" className="dg-link" onClick={() => all("theirs")}>
              {t("conflict.allTheirs")}
            </button>
            <button type="button" className="dg-link" onClick={() => all("mine")}>
              {t("conflict.allMine")}
            </button>
          </div>
          {merge.both.map((field) => (
            <Collision
              key={field}
              {...props}
              field={field}
              choice={choices[field]}
              onChoose={(choice) => setChoices({ ...choices, [field]: choice })}
            />
          ))}
        </>
      ) : null}
      <OneSided {...props} />
    </Dialog>
  );
}

interface CollisionProps extends ConflictDialogProps {
  readonly field: string;
  readonly choice: Choice | undefined;
  onChoose(choice: Choice): void;
}

function Collision({ entity, field, base, mine, theirs, choice, onChoose }: CollisionProps) {
  const { t } = useTranslation();
  const name = useId();
  const sides = [
    { id: "theirs", label: t("conflict.theirs"), value: theirs[field] },
    { id: "mine", label: t("conflict.mine"), value: mine[field] },
  ] as const;
  return (
    <fieldset className="dg-conflict" data-open={choice === undefined ? "" : undefined}>
      <legend>
        {entity.fields.get(field)?.label ?? field}
        {choice === undefined ? (
          <span className="dg-conflict-ask">
            <TriangleAlert size={14} aria-hidden="true" />
            {t("conflict.choose")}
          </span>
        ) : null}
      </legend>
      <div className="dg-conflict-side">
        <span className="dg-small dg-3">{t("conflict.base")}</span>
        <FieldValue entity={entity} field={field} value={base[field]} />
      </div>
      {sides.map((side) => (
        <label key={side.id} className="dg-conflict-side" data-on={choice === side.id ? "" : undefined}>
          <span className="dg-row dg-g8 dg-small dg-3">
            <input type="radio" name={name} checked={choice === side.id} onChange={() => onChoose(side.id)} />
            {side.label}
          </span>
          <FieldValue entity={entity} field={field} value={side.value} />
        </label>
      ))}
    </fieldset>
  );
}

function OneSided({ entity, merge, base, mine, theirs }: ConflictDialogProps) {
  const { t } = useTranslation();
  if (merge.mine.length + merge.theirs.length === 0) return null;
  const rows = [
    ...merge.theirs.map((field) => ({ field, value: theirs[field], by: t("conflict.changedByThem") })),
    ...merge.mine.map((field) => ({ field, value: mine[field], by: t("conflict.changedByMe") })),
  ];
  return (
    <>
      <div className="dg-conflict-head">
        <h3>{t("conflict.one")}</h3>
        <span className="dg-2 dg-dense">{t("conflict.oneHint")}</span>
      </div>
      <ul className="dg-conflict-list">
        {rows.map(({ field, value, by }) => (
          <li key={field}>
            <span className="dg-2">{entity.fields.get(field)?.label ?? field}</span>
            <span className="dg-fill">
              <del>
                <FieldValue entity={entity} field={field} value={base[field]} />
              </del>{" "}
              <FieldValue entity={entity} field={field} value={value} />
            </span>
            <span className="dg-3 dg-small">{by}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function FieldValue({
  entity,
  field,
  value,
}: {
  readonly entity: Entity;
  readonly field: string;
  readonly value: Value | undefined;
}) {
  const found = entity.fields.get(field);
  return found === undefined ? null : <ValueCell field={resolvedDocument(found)} value={value} />;
}
