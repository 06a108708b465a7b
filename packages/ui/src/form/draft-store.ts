import type { Draft } from "./draft.ts";

/** What is kept on this device of an unsaved form. */
export interface KeptDraft {
  readonly values: Draft;
  /** Version of the record that it changes; null for a new one. */
  readonly version: number | null;
  /** The key of the creation: a retry after a crash still makes one record. */
  readonly idempotencyKey: string;
  /** ISO 8601. */
  readonly at: string;
}

const prefix = "dougong.draft.";

/** One draft per person, entity and record; a new record is `new`. */
export function draftKey(user: string, entity: string, record: string): string {
  return `${prefix}${user}.${entity}.${record}`;
}

export function readDraft(key: string): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** False where the device has no room or no permission to keep it: the form says so by not saying "kept". */
export function keepDraft(key: string, draft: KeptDraft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  localStorage.removeItem(key);
}

function isKept(value: unknown): value is KeptDraft {
  return (
    typeof value === "object" &&
    value !== null &&
    "values" in value &&
    typeof value.values === "object" &&
    value.values !== null &&
    "version" in value &&
    "idempotencyKey" in value &&
    typeof value.idempotencyKey === "string" &&
    "at" in value &&
    typeof value.at === "string"
  );
}
