import type { Value } from "@dougong/expression";
import type { RecordEnvironment } from "@dougong/fields";
import type { Write } from "./write.ts";

/** What expressions of a write read besides the record: the instant, the zone, `$user`, `$old`. */
export function environmentOf(write: Write): RecordEnvironment {
  return {
    now: write.now,
    timeZone: write.context.settings.timeZone,
    zones: write.zones,
    roots: { user: userRoot(write), old: write.before },
  };
}

function userRoot(write: Write): Value {
  const { actor } = write.context;
  return actor.kind === "user" ? { id: actor.user, email: actor.email, roles: actor.roles } : null;
}
