import type { Pattern } from "../pattern/pattern.ts";
import type { Zone } from "../time/zone.ts";
import type { Checked } from "../types/checked.ts";
import type { Exact } from "./decimal.ts";
import type { Environment, Value } from "./environment.ts";
import type { Plain, Row } from "./plain.ts";

/** Rows around, innermost last; a list of plain values has these for rows. `index` is the place from 0. */
export interface RowPlace {
  readonly row: Row | Value;
  readonly index: number;
}

/** One evaluation in progress: how operators read their arguments. */
export interface Evaluation {
  readonly environment: Environment;
  readonly rows: readonly RowPlace[];
  value(node: Checked): Plain;
  /** A condition holds only when it is true. */
  truth(node: Checked): boolean;
  number(node: Checked): Exact | null;
  integer(node: Checked): number | null;
  /** Text, choice id, date, time, datetime. */
  text(node: Checked): string | null;
  /** API form of a scalar as text; null is the empty text. */
  apiText(node: Checked): string;
  /** The zone of `$today` and buckets, opened when first needed. */
  zone(): Zone;
  /** A pattern that the check has let through, read once for all rows. */
  pattern(text: string): Pattern;
  /** Today in that zone, `2026-01-31`. */
  today(): string;
}
