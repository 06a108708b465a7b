import { type Fragment, identifier, sql } from "@dougong/expression";
import type { FieldStorage } from "@dougong/fields";

/** A comment as it is read: `{id,at,by,text,mentions}`. */
export function commentJson(storages: Readonly<Record<string, FieldStorage>>, alias: string): Fragment {
  const at = identifier(alias, "at");
  const instant = storages.datetime?.toJson(at, { id: "at", type: "datetime" }) ?? sql`${at}::text`;
  const column = (name: string) => identifier(alias, name);
  return sql`json_build_object('id', ${column("id")}, 'at', ${instant}, 'by', ${column("by")}, 'text', ${column("text")}, 'mentions', to_json(${column("mentions")}))`;
}
