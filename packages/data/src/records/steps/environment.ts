import type { RecordEnvironment } from "@dougong/fields";
import { userValue } from "../../actor/actor.ts";
import type { Write } from "./write.ts";

/** What expressions of a write read besides the record: the instant, the zone, `$user`, `$old`. */
export function environmentOf(write: Write): RecordEnvironment {
  const { actor } = write.context;
  return {
    now: write.now,
    timeZone: write.context.settings.timeZone,
    zones: write.zones,
    roots: { user: actor.kind === "user" ? userValue(actor) : null, old: write.before },
  };
}
