import type { Entity, Field } from "@dougong/fields";
import type { FormLayout } from "@dougong/forms";
import type { JsonObject } from "@dougong/model";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useDesign } from "../design/design-context.tsx";
import { type Draft, draftOf, patchBetween, toInput, withoutBlanks } from "./draft.ts";
import { draftKey, readDraft } from "./draft-store.ts";
import { evaluateDraft, freshRecord, freshRow } from "./evaluate-draft.ts";

/** A record that is being changed, as it was when the form was opened. */
export interface OpenedRecord {
  readonly record: JsonObject;
  readonly version: number;
}

export interface RecordFormOptions {
  readonly entity: Entity;
  readonly layout: FormLayout;
  /** Null for a new record. */
  readonly opened: OpenedRecord | null;
  /** Values that a new record begins with, e.g. the customer it is made for. */
  readonly preset?: Draft;
  onSaved(record: JsonObject): void;
}

/** What a form holds, and what follows from it. */
export function useFormValues({ entity, layout, opened, preset }: RecordFormOptions) {
  const design = useDesign();
  const key = draftKey(design.user.id, entity.id, opened === null ? "new" : String(opened.record["id"]));
  // A preset is an object made anew with each drawing; it counts once.
  const [begin] = useState(preset);
  const original = useMemo<Draft>(
    () =>
      opened === null
        ? { ...freshRecord(design, entity), ...begin }
        : draftOf(design.catalogue, entity, opened.record),
    [design, entity, opened, begin],
  );
  const [kept] = useState(() => readDraft(key));
  const [draft, setDraft] = useState<Draft>(() =>
    kept === null ? original : { ...original, ...kept.values },
  );
  const fresh = useCallback((field: Field) => freshRow(design, field), [design]);
  const inputOf = useCallback(
    (each: Draft) => toInput(design.catalogue, entity, each, fresh),
    [design, entity, fresh],
  );
  const input = useMemo(() => inputOf(draft), [inputOf, draft]);
  const base = useMemo(() => inputOf(original), [inputOf, original]);
  const evaluated = useCallback(
    (each: Draft) =>
      evaluateDraft(design, layout, withoutBlanks(entity, each, fresh), opened === null ? null : original),
    [design, entity, layout, fresh, original, opened],
  );
  const late = useDeferredValue(draft);
  const state = useMemo(() => evaluated(late), [evaluated, late]);
  const patch = patchBetween(base, input);
  const dirty = Object.keys(patch).length > 0;
  const theirsOf = (record: JsonObject) => inputOf(draftOf(design.catalogue, entity, record));
  return {
    key,
    kept,
    original,
    draft,
    setDraft,
    fresh,
    input,
    base,
    patch,
    dirty,
    evaluated,
    state,
    theirsOf,
  };
}

export type FormValues = ReturnType<typeof useFormValues>;
