import { ApiProblem, createRecord, newIdempotencyKey, updateRecord } from "@dougong/client";
import type { Value } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import type { FormLayout } from "@dougong/forms";
import type { JsonObject, Problem, ProblemItem } from "@dougong/model";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useApi } from "../api/api-context.tsx";
import { useDesign } from "../design/design-context.tsx";
import type { RowValues } from "../line-grid/line-grid.tsx";
import { type Draft, draftOf, patchBetween, toInput, withoutBlanks } from "./draft.ts";
import { draftKey, dropDraft, keepDraft, readDraft } from "./draft-store.ts";
import { type DraftState, evaluateDraft, freshRecord, freshRow } from "./evaluate-draft.ts";
import { compareThree, type Merge } from "./merge.ts";

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
  change(field: string, value: Value): void;
  touch(field: string): void;
  freshRow(field: Field): RowValues;
  save(): Promise<boolean>;
  merge(patch: Values): Promise<void>;
  leaveConflict(): void;
  discard(): void;
}

const keepAfter = 400;

export function useRecordForm(options: RecordFormOptions): RecordForm {
  const { entity, layout, opened } = options;
  const { client } = useApi();
  const design = useDesign();
  const cache = useQueryClient();
  const key = draftKey(design.user.id, entity.id, opened === null ? "new" : String(opened.record["id"]));
  const original = useMemo<Draft>(
    () =>
      opened === null
        ? { ...freshRecord(design, entity), ...options.preset }
        : draftOf(design.catalogue, entity, opened.record),
    // A preset is an object made anew with each drawing; it counts once.
    [design, entity, opened],
  );
  const [kept] = useState(() => readDraft(key));
  const [draft, setDraft] = useState<Draft>(() =>
    kept === null ? original : { ...original, ...kept.values },
  );
  const [version, setVersion] = useState(kept?.version ?? opened?.version ?? 0);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [keptAt, setKeptAt] = useState<string | null>(kept?.at ?? null);
  const [restored, setRestored] = useState(kept !== null);
  const idempotencyKey = useRef(kept?.idempotencyKey ?? newIdempotencyKey());
  const busy = useRef(false);

  const fresh = useCallback((field: Field) => freshRow(design, field), [design]);
  const input = useMemo(
    () => toInput(design.catalogue, entity, draft, fresh),
    [design, entity, draft, fresh],
  );
  const base = useMemo(
    () => toInput(design.catalogue, entity, original, fresh),
    [design, entity, original, fresh],
  );
  const dirty = Object.keys(patchBetween(base, input)).length > 0;
  const late = useDeferredValue(draft);
  const evaluated = useCallback(
    (each: Draft) =>
      evaluateDraft(design, layout, withoutBlanks(entity, each, fresh), opened === null ? null : original),
    [design, entity, layout, fresh, original, opened],
  );
  const state = useMemo(() => evaluated(late), [evaluated, late]);

  useEffect(() => {
    if (!dirty) return;
    const wait = setTimeout(() => {
      const at = new Date().toISOString();
      if (
        keepDraft(key, {
          values: draft,
          version: opened === null ? null : version,
          idempotencyKey: idempotencyKey.current,
          at,
        })
      )
        setKeptAt(at);
    }, keepAfter);
    return () => clearTimeout(wait);
  }, [draft, dirty, key, version, opened]);

  const finish = (record: JsonObject) => {
    dropDraft(key);
    idempotencyKey.current = newIdempotencyKey();
    void cache.invalidateQueries({ queryKey: ["records"] });
    options.onSaved(record);
  };
  const attempt = async (send: () => Promise<{ readonly record: JsonObject }>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setSaving(true);
    setFailure(null);
    setRefused([]);
    try {
      finish((await send()).record);
      return true;
    } catch (problem) {
      explain(problem);
      return false;
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };
  const explain = (problem: unknown) => {
    if (!(problem instanceof ApiProblem)) return setFailure(problem);
    if (problem.code === "version_conflict") return setConflict(conflictOf(problem));
    if (problem.code === "idempotency_mismatch") idempotencyKey.current = newIdempotencyKey();
    if (problem.items.length === 0) return setFailure(problem);
    setRefused(problem.items.map(asProblem));
  };
  const conflictOf = (problem: ApiProblem): Conflict => {
    const current = problem.members["current"];
    const record: JsonObject =
      typeof current === "object" && current !== null && !Array.isArray(current) && "id" in current
        ? current
        : {};
    const theirs = toInput(design.catalogue, entity, draftOf(design.catalogue, entity, record), fresh);
    return {
      merge: compareThree(base, input, theirs),
      base,
      mine: input,
      theirs,
      currentVersion: Number(record["version"] ?? version),
    };
  };

  return {
    draft,
    state,
    shown: shownProblems(state.problems, refused, touched, tried),
    dirty,
    saving,
    keptAt: dirty ? keptAt : null,
    restored: restored && dirty,
    failure,
    conflict,
    change(field, value) {
      setDraft((before) => ({ ...before, [field]: value }));
      setRefused((before) => before.filter((problem) => !isUnder(problem.path, field)));
    },
    touch: (field) => setTouched((before) => (before.has(field) ? before : new Set([...before, field]))),
    freshRow: fresh,
    async save() {
      setTried(true);
      if (evaluated(draft).problems.length > 0) return false;
      const id = String(opened?.record["id"] ?? "");
      if (opened === null)
        return attempt(() => createRecord(client, entity.id, input, idempotencyKey.current));
      return attempt(() => updateRecord(client, entity.id, id, patchBetween(base, input), version));
    },
    async merge(patch) {
      if (conflict === null || opened === null) return;
      const { currentVersion } = conflict;
      setVersion(currentVersion);
      const merged = await attempt(() =>
        updateRecord(client, entity.id, String(opened.record["id"]), patch, currentVersion),
      );
      if (merged) setConflict(null);
    },
    leaveConflict: () => setConflict(null),
    discard() {
      dropDraft(key);
      setDraft(original);
      setRestored(false);
      setTried(false);
      setRefused([]);
      setTouched(new Set());
      setVersion(opened?.version ?? 0);
    },
  };
}

/** An untouched field of a form that nobody tried to save shows no fault yet. */
function shownProblems(
  found: readonly Problem[],
  refused: readonly Problem[],
  touched: ReadonlySet<string>,
  tried: boolean,
): readonly Problem[] {
  const visible = found.filter((problem) => tried || touched.has(fieldOfPath(problem.path)));
  const known = new Set(visible.map((problem) => `${problem.code} ${problem.path}`));
  return [...visible, ...refused.filter((problem) => !known.has(`${problem.code} ${problem.path}`))];
}

export function fieldOfPath(path: string): string {
  return path.split("/")[1] ?? "";
}

function isUnder(path: string, field: string): boolean {
  return fieldOfPath(path) === field || path === "";
}

/** The server's sentence is kept as it came: it is in the user's language. */
function asProblem(item: ProblemItem): Problem {
  return { code: "rule_failed", path: item.path, message: item.message };
}
