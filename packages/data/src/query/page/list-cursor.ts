import { ProblemError } from "@dougong/model";
import { openCursor, sealCursor } from "./cursor.ts";

/** Cursors of lists that go by one key alone: history by version, comments by id. */
export interface ListCursor {
  /** @throws ProblemError `invalid_cursor` for one that this list did not make */
  open(text: string | undefined): string | null;
  seal(key: string): string;
}

/** @param list what the cursor is bound to, e.g. `history/crm.order/{id}` */
export function listCursor(list: string, secret: string): ListCursor {
  return {
    open(text) {
      if (text === undefined) return null;
      const cursor = openCursor(text, secret);
      if (cursor?.fingerprint === list) return cursor.id;
      throw new ProblemError("validation_failed", [{ code: "invalid_cursor", path: "/cursor" }]);
    },
    seal: (key) => sealCursor({ fingerprint: list, keys: [], id: key, now: "", timeZone: "" }, secret),
  };
}
