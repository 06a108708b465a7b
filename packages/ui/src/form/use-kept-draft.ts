import { useEffect, useState } from "react";
import type { Draft } from "./draft.ts";
import { type KeptDraft, keepDraft } from "./draft-store.ts";

/** Milliseconds after the last change before this device keeps the draft. */
const keepAfter = 400;

interface Kept {
  readonly key: string;
  readonly kept: KeptDraft | null;
  readonly draft: Draft;
  readonly dirty: boolean;
}

/** Keeps what is being typed on this device, so that a reload, a crash or a lost connection loses nothing. */
export function useKeptDraft(
  { key, kept, draft, dirty }: Kept,
  version: number | null,
  idempotencyKey: { readonly current: string },
) {
  const [keptAt, setKeptAt] = useState<string | null>(kept?.at ?? null);
  const [restored, setRestored] = useState(kept !== null);
  useEffect(() => {
    if (!dirty) return;
    const wait = setTimeout(() => {
      const at = new Date().toISOString();
      const stored = keepDraft(key, { values: draft, version, idempotencyKey: idempotencyKey.current, at });
      if (stored) setKeptAt(at);
    }, keepAfter);
    return () => clearTimeout(wait);
  }, [draft, dirty, key, version, idempotencyKey]);
  return { keptAt, restored, forget: () => setRestored(false) };
}
