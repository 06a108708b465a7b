import type { Checked, Fragment } from "@dougong/expression";
import type { Catalogue, Entity, FieldStorage, RollupLink } from "@dougong/fields";
import type { Actor } from "../../actor/actor.ts";
import type { Access } from "../access/entity-access.ts";
import type { RecordField } from "../resolve/record-field.ts";

/** The storage facet of every field type, by type. */
export type FieldStorages = Readonly<Record<string, FieldStorage>>;

/** What the compiler knows of the workspace it works in. */
export interface QueryCompiler {
  /** Schema name, `ws_main`. */
  readonly schema: string;
  readonly storages: FieldStorages;
}

/** What every piece of one statement knows: the design, the reader, the instant, and fresh aliases. */
export interface Frame extends QueryCompiler {
  readonly catalogue: Catalogue;
  readonly access: Access;
  readonly actor: Actor;
  /** ISO 8601 UTC with ms. */
  readonly now: string;
  /** IANA zone of `$today` and buckets of the request. */
  readonly timeZone: string;
  /** IANA zone of the workspace: that of computed fields. */
  readonly workspaceZone: string;
  /** True while a computed field is worked out: over all data, whoever asks. */
  readonly facts?: boolean;
  /** The collation that text is sorted by, quoted. */
  readonly collation: Fragment;
  /** An alias that no other piece of the statement has. */
  nextAlias(): string;
  /** The condition under which the reader sees the record at an alias. */
  visible(frame: Frame, entity: Entity, alias: string, trash: Trash): Fragment;
  /** An expression over the record at a place; that of a rollup with what its rows are. */
  expression(frame: Frame, place: Place, checked: Checked, rollup?: RollupLink | null): Fragment;
  /** The same as a condition, in which null counts as false. */
  condition(frame: Frame, place: Place, checked: Checked): Fragment;
}

/** Which side of the trash a read stands on. */
export type Trash = "live" | "trashed";

/** A record in a FROM list: its entity and the alias that has its columns. */
export interface Place {
  readonly entity: Entity;
  readonly alias: string;
  /** The record that a reference, or `$parent`, points to: joined once per path, null where the reader may not see it. */
  follow(field: RecordField): Place;
  /** The same record, from where references are followed whether the reader sees their targets or not. */
  facts(): Place;
}

/** Aliases `a1`, `a2`, … of one statement. */
export function aliasSeries(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `a${last}`;
  };
}
