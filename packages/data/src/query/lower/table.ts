import { type Fragment, identifier } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { tableName } from "../../schema/tables/names.ts";
import type { QueryCompiler } from "./frame.ts";

/** The qualified table of an entity: `"ws_main"."crm__order"`. */
export function tableOf(compiler: QueryCompiler, entity: Entity): Fragment {
  return identifier(compiler.schema, tableName(entity.id));
}

/** A column of an alias. */
export function columnOf(alias: string, column: string): Fragment {
  return identifier(alias, column);
}
