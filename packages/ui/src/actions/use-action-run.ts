import { ApiProblem, newIdempotencyKey, runAction } from "@dougong/client";
import type { Value } from "@dougong/expression";
import type { CompiledAction, Entity } from "@dougong/fields";
import { createPendingTexts } from "@dougong/fields/react";
import type { JsonObject, Problem } from "@dougong/model";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useApi } from "../api/api-context.tsx";
import { asProblem } from "../form/shown-problems.ts";
import { useAttempt } from "../form/use-attempt.ts";

/** The record that an action is for, as the person sees it. */
export interface ActionTarget {
  readonly entity: Entity;
  readonly id: string;
  readonly version: number;
}

/** What is entered for an action, and the one attempt at a time to do it. */
export function useActionRun(
  target: ActionTarget,
  action: CompiledAction,
  onDone: (record: JsonObject) => void,
) {
  const { client } = useApi();
  const cache = useQueryClient();
  const [input, setInput] = useState<Readonly<Record<string, Value>>>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [texts] = useState(createPendingTexts);
  const key = useRef(newIdempotencyKey());
  const latest = useRef(input);
  latest.current = input;
  const explain = (problem: unknown): boolean => {
    key.current = newIdempotencyKey();
    // What was possible when the page was read may not be any more: it is read anew behind the dialog.
    void cache.invalidateQueries({ queryKey: ["records"] });
    if (!(problem instanceof ApiProblem)) return false;
    const own = problem.items.filter((item) => item.path.startsWith("/input/"));
    setProblems(own.map(asProblem));
    return own.length > 0 && own.length === problem.items.length;
  };
  const { attempt, saving, failure } = useAttempt(explain, (record) => {
    void cache.invalidateQueries({ queryKey: ["records"] });
    onDone(record);
  });
  return {
    input,
    problems,
    texts,
    running: saving,
    failure,
    change(field: string, value: Value) {
      setInput((before) => ({ ...before, [field]: value }));
      setProblems((before) => before.filter((problem) => !problem.path.startsWith(`/input/${field}`)));
    },
    run: () =>
      attempt(async () => {
        await texts.settleAll();
        const request = { id: target.id, input: latest.current };
        return {
          record: await runAction(client, target.entity.id, action.id, request, target.version, key.current),
        };
      }),
  };
}
