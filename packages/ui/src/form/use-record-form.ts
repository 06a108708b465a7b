import { ApiProblem, createRecord, newIdempotencyKey, updateRecord } from "@dougong/client";
import type { Value } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { createPendingTexts, type PendingTexts } from "@dougong/fields/react";
import type { FormLayout } from "@dougong/forms";
import type { JsonObject, Problem } from "@dougong/model";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { useApi } from "../api/api-context.tsx";
import { useDesign } from "../design/design-context.tsx";
import type { RowValues } from "../line-grid/line-grid.tsx";
import { type Draft, draftOf, patchBetween, toInput, withoutBlanks } from "./draft.ts";
import { draftKey, dropDraft, readDraft } from "./draft-store.ts";
import { type DraftState, evaluateDraft, freshRecord, freshRow } from "./evaluate-draft.ts";
import { compareThree, type Merge } from "./merge.ts";
import { asProblem, isUnder, shownProblems } from "./shown-problems.ts";
import { useAttempt } from "./use-attempt.ts";
import { useKeptDraft } from "./use-kept-draft.ts";

type Values = Readonly<Record<string, Value>>;

/** A record that is being changed, as it was when the form was opened. */
export interface OpenedRecord {
  readonly record: JsonObject;
  readonly version: number;
}

export interface Conflict {
  readonly merge: Merge;
  readonly base: Values;
  readonly mine: Values;
  readonly theirs: Values;
  readonly currentVersion: number;
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

/** Everything that a form on a record knows and does; it draws nothing. */
export interface RecordForm {
  readonly draft: Draft;
  readonly state: DraftState;
  /** Problems to show: of fields that were touched, and all once saving was tried. */
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
  merge(patch: Values): Promise<void>;
  leaveConflict(): void;
  discard(): void;
}

/** What a form holds, and what follows from it. */
function useFormValues({ entity, layout, opened, preset }: RecordFormOptions) {
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

type FormValues = ReturnType<typeof useFormValues>;

/** What stands against what, after a colleague saved first. */
function conflictOf(problem: ApiProblem, { base, input, theirsOf }: FormValues, version: number): Conflict {
  const current = problem.members["current"];
  const record: JsonObject =
    typeof current === "object" && current !== null && !Array.isArray(current) && "id" in current
      ? current
      : {};
  const theirs = theirsOf(record);
  return {
    merge: compareThree(base, input, theirs),
    base,
    mine: input,
    theirs,
    currentVersion: Number(record["version"] ?? version),
  };
}

export function useRecordForm(options: RecordFormOptions): RecordForm {
  const { entity, opened } = options;
  const { client } = useApi();
  const cache = useQueryClient();
  const values = useFormValues(options);
  const { key, kept, draft, setDraft, dirty } = values;
  const [version, setVersion] = useState(kept?.version ?? opened?.version ?? 0);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [texts] = useState(createPendingTexts);
  const idempotencyKey = useRef(kept?.idempotencyKey ?? newIdempotencyKey());
  const store = useKeptDraft(values, opened === null ? null : version, idempotencyKey);
  const id = String(opened?.record["id"] ?? "");

  /** Null where the record itself is not fit to be sent. */
  const send = async (now: FormValues) => {
    if (now.evaluated(now.draft).problems.length > 0) return null;
    return opened === null
      ? createRecord(client, entity.id, now.input, idempotencyKey.current)
      : updateRecord(client, entity.id, id, now.patch, version);
  };
  const explain = (problem: unknown): boolean => {
    if (!(problem instanceof ApiProblem)) return false;
    if (problem.code === "idempotency_mismatch") idempotencyKey.current = newIdempotencyKey();
    if (problem.code === "version_conflict") setConflict(conflictOf(problem, latest.current, version));
    else setRefused(problem.items.map(asProblem));
    return problem.code === "version_conflict" || problem.items.length > 0;
  };
  const { attempt, saving, failure } = useAttempt(explain, (record) => {
    dropDraft(key);
    idempotencyKey.current = newIdempotencyKey();
    void cache.invalidateQueries({ queryKey: ["records"] });
    options.onSaved(record);
  });
  // Texts that are looked up while saving change the draft: what is sent is read after they are drawn.
  const latest = useRef(values);
  latest.current = values;

  return {
    draft,
    state: values.state,
    shown: shownProblems(values.state.problems, refused, touched, tried),
    dirty,
    saving,
    keptAt: dirty ? store.keptAt : null,
    restored: store.restored && dirty,
    failure,
    conflict,
    texts,
    change(field, value) {
      setDraft((before) => ({ ...before, [field]: value }));
      setRefused((before) => before.filter((problem) => !isUnder(problem.path, field)));
    },
    touch: (field) => setTouched((before) => (before.has(field) ? before : new Set([...before, field]))),
    freshRow: values.fresh,
    async save() {
      return attempt(async () => {
        setRefused([]);
        await texts.settleAll();
        // Not before: a name that is being looked up is not missing.
        setTried(true);
        return send(latest.current);
      });
    },
    async merge(patch) {
      if (conflict === null) return;
      const { currentVersion } = conflict;
      setVersion(currentVersion);
      const merged = await attempt(() => updateRecord(client, entity.id, id, patch, currentVersion));
      if (merged) setConflict(null);
    },
    leaveConflict: () => setConflict(null),
    discard() {
      dropDraft(key);
      setDraft(values.original);
      store.forget();
      setTried(false);
      setRefused([]);
      setTouched(new Set());
      setVersion(opened?.version ?? 0);
    },
  };
}
