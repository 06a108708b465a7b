import type { Zone } from "@dougong/expression";

/** The date that it is in a zone at an instant, `YYYY-MM-DD`. */
export function workspaceDate(instant: Date, zone: Zone): string {
  return new Date(zone.toLocal(instant.getTime())).toISOString().slice(0, 10);
}
