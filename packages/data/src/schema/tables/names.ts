import { createHash } from "node:crypto";

/** PostgreSQL cuts names off after 63 bytes; ours are ASCII. */
const longest = 63;

/** `crm.order` stands in the table `crm__order`: ids hold no `__`, so that no two names meet. */
export function tableName(entity: string): string {
  return entity.replace(".", "__");
}

/** Twelve hexadecimal digits of a text's SHA-256. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** What belongs to a table: `crm__order__fk__customer`, with a hash for the last part where that is too long. */
export function objectName(table: string, tag: string, part: string): string {
  const name = `${table}__${tag}__${part}`;
  return name.length <= longest ? name : `${table.slice(0, 40)}__${tag}__${shortHash(name)}`;
}

/** Where the column of a dropped field waits for it to come back. */
export function parkedName(revision: number, name: string): string {
  const parked = `_parked_${revision}_${name}`;
  return parked.length <= longest ? parked : `_parked_${revision}_${name.slice(0, 24)}_${shortHash(name)}`;
}
