import { identifier, toLiteralText } from "@dougong/expression";

/** A query of one text: the key that a catalogue of the published revisions has, `crm@3 system@1`. */
export function publishedKeySelect(schema: string): string {
  const apps = toLiteralText(identifier(schema, "_app"));
  return `select coalesce(string_agg(k, ' ' order by k collate "C"), '') as key from (select id || '@' || revision as k from ${apps}) as apps`;
}
