import type { Value } from "@dougong/expression";
import type { Field } from "@dougong/fields";
import { createPendingTexts, type PendingTexts } from "@dougong/fields/react";
import type { Problem } from "@dougong/model";
import { useState } from "react";
import type { RowValues } from "../line-grid/line-grid.tsx";
import type { Conflict } from "./conflict.ts";
import type { Draft } from "./draft.ts";
import { dropDraft } from "./draft-store.ts";
import type { DraftState } from "./evaluate-draft.ts";
import { inFormOrder, shownProblems } from "./shown-problems.ts";
import { useFormSaving } from "./use-form-saving.ts";
import { type RecordFormOptions, useFormValues } from "./use-form-values.ts";
import { useKeptDraft } from "./use-kept-draft.ts";

export type { OpenedRecord } from "./use-form-values.ts";

/** Everything that a form on a record knows and does; it draws nothing. */
export interface RecordForm {
  readonly draft: Draft;
  readonly state: DraftState;
  /** Problems to show, in the form's order: of fields that were touched, and all once saving was tried. */
  readonly shown: readonly Problem[];
  readonly dirty: boolean;
  readonly saving: boolean;
  /** Time at which this device kept the draft. */
  readonly keptAt: string | null;
  /** The draft comes from an earlier visit. */
  readonly restored: boolean;
  /** Why saving failed, where it was not the record's fault. */
  readonly failure: unknown;
  readonly conflict: Conflict | null;
  /** Texts that are looked up before the form is saved. */
  readonly texts: PendingTexts;
  change(field: string, value: Value): void;
  touch(field: string): void;
  freshRow(field: Field): RowValues;
  save(): Promise<boolean>;
  merge(patch: Readonly<Record<string, Value>>): Promise<void>;
  leaveConflict(): void;
  discard(): void;
}

export function useRecordForm(options: RecordFormOptions): RecordForm {
  const values = useFormValues(options);
  const { draft, setDraft, dirty } = values;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [texts] = useState(createPendingTexts);
  const saving = useFormSaving(values, options, texts);
  const store = useKeptDraft(values, options.opened === null ? null : saving.version, saving.idempotencyKey);
  const shown = shownProblems(values.state.problems, saving.refused, touched, saving.tried);
  return {
    draft,
    state: values.state,
    shown: inFormOrder(options.layout, shown),
    dirty,
    saving: saving.saving,
    keptAt: dirty ? store.keptAt : null,
    restored: store.restored && dirty,
    failure: saving.failure,
    conflict: saving.conflict,
    texts,
    change(field, value) {
      setDraft((before) => ({ ...before, [field]: value }));
      saving.forgive(field);
    },
    touch: (field) => setTouched((before) => (before.has(field) ? before : new Set([...before, field]))),
    freshRow: values.fresh,
    save: saving.save,
    merge: saving.merge,
    leaveConflict: saving.leaveConflict,
    discard() {
      dropDraft(values.key);
      setDraft(values.original);
      store.forget();
      saving.reset();
      setTouched(new Set());
    },
  };
}
