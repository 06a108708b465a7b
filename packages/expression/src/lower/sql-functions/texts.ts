/** API forms whose patterns PostgreSQL calls stable only because to_char knows languages; these read none. */
export function textFunctions(schema: string): readonly string[] {
  const define = (type: string, body: string): string =>
    `create or replace function ${schema}._text(x ${type}) returns text language sql immutable strict parallel safe as $$ select ${body} $$;`;
  return [
    define("date", "to_char(x, 'YYYY-MM-DD')"),
    define("time", "to_char(x, 'HH24:MI:SS')"),
    define("timestamptz", `to_char(x at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
  ];
}
