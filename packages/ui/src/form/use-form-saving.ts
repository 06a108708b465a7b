import { ApiProblem, createRecord, newIdempotencyKey, updateRecord } from "@dougong/client";
import type { Value } from "@dougong/expression";
import type { PendingTexts } from "@dougong/fields/react";
import type { Problem } from "@dougong/model";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useApi } from "../api/api-context.tsx";
import { type Conflict, conflictOf } from "./conflict.ts";
import { dropDraft } from "./draft-store.ts";
import { asProblem, isUnder } from "./shown-problems.ts";
import { useAttempt } from "./use-attempt.ts";
import type { FormValues, RecordFormOptions } from "./use-form-values.ts";

/** Sends what a form holds, and keeps what the server said: faults, or that a colleague was first. */
export function useFormSaving(values: FormValues, options: RecordFormOptions, texts: PendingTexts) {
  const { entity, opened } = options;
  const { client } = useApi();
  const cache = useQueryClient();
  const [version, setVersion] = useState(values.kept?.version ?? opened?.version ?? 0);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const idempotencyKey = useRef(values.kept?.idempotencyKey ?? newIdempotencyKey());
  const id = String(opened?.record["id"] ?? "");
  // Texts that are looked up while saving change the draft: what is sent is read after they are drawn.
  const latest = useRef(values);
  latest.current = values;

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
    dropDraft(values.key);
    idempotencyKey.current = newIdempotencyKey();
    void cache.invalidateQueries({ queryKey: ["records"] });
    options.onSaved(record);
  });
  return {
    version,
    tried,
    refused,
    conflict,
    saving,
    failure,
    idempotencyKey,
    /** What was wrong with a field may be right now that it has changed. */
    forgive: (field: string) =>
      setRefused((before) => before.filter((problem) => !isUnder(problem.path, field))),
    save: () =>
      attempt(async () => {
        setRefused([]);
        await texts.settleAll();
        // Not before: a name that is being looked up is not missing.
        setTried(true);
        return send(latest.current);
      }),
    async merge(patch: Readonly<Record<string, Value>>) {
      if (conflict === null) return;
      const { currentVersion } = conflict;
      setVersion(currentVersion);
      const merged = await attempt(() => updateRecord(client, entity.id, id, patch, currentVersion));
      if (merged) setConflict(null);
    },
    leaveConflict: () => setConflict(null),
    reset() {
      setTried(false);
      setRefused([]);
      setVersion(opened?.version ?? 0);
    },
  };
}
