import type { Zones } from "../time/zone.ts";

/** A value in its JSON contract form (contract 0.1): decimals are strings. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [member: string]: Value };

/** What an evaluation reads besides the expression. */
export interface Environment {
  /** The record whose names stand bare, in contract form; a followed reference is an object in its place. */
  readonly record: Readonly<Record<string, Value | undefined>>;
  readonly parent?: Readonly<Record<string, Value | undefined>>;
  /** `$user`, `$old`, … by name without `$`. */
  readonly roots?: Readonly<Record<string, Value | undefined>>;
  /** Instant of the transaction or request, ISO 8601 UTC with ms. */
  readonly now: string;
  /** IANA zone that `$today`, buckets and `DATE(datetime)` use. */
  readonly timeZone: string;
  /** Keeps opened zones between evaluations (`createZones`): a zone opened anew for each costs half a millisecond. */
  readonly zones?: Zones;
  /** Finds the record behind an id where a path goes on after a reference that is not given as an object. */
  readonly follow?: (entity: string, id: string) => Readonly<Record<string, Value | undefined>> | undefined;
  /** Whether the record is the other or stands below it in the entity's tree: UNDER. It fails where this is not given. */
  readonly under?: (entity: string, id: string, ancestor: string) => boolean;
  /** `$index` of an owned row whose own expression this is: its place from 0. */
  readonly index?: number;
  /** Rows of `$rows` (measures, rollups). */
  readonly rows?: readonly Readonly<Record<string, Value | undefined>>[];
}
