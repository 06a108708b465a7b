import type { JsonObject } from "@dougong/model";
import { useRef, useState } from "react";

/** One attempt to save at a time. `explain` says whether a refusal is told elsewhere, at its fields or in a dialog. */
export function useAttempt(explain: (problem: unknown) => boolean, onSaved: (record: JsonObject) => void) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);
  /** True once it is saved; `send` answers null where there was nothing fit to be sent. */
  const attempt = async (send: () => Promise<{ readonly record: JsonObject } | null>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setSaving(true);
    setFailure(null);
    try {
      const answer = await send();
      if (answer !== null) onSaved(answer.record);
      return answer !== null;
    } catch (problem) {
      if (!explain(problem)) setFailure(problem);
      return false;
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };
  return { attempt, saving, failure };
}
