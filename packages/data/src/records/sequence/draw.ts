import { arrayParameter, identifier, parameter, sql } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { command, type FlightStatement, rows } from "../flight/statement.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import type { NumberFrame } from "./number-frame.ts";

/** Records that take a number each, in their order, from one scope. */
export interface Draw {
  readonly entity: Entity;
  readonly field: Field;
  readonly scope: string;
  readonly takers: readonly { readonly id: string; readonly frame: NumberFrame }[];
}

/**
 * Draws numbers, last in the flight: whoever waits for a scope waits for one short queue, behind an advisory
 * lock, and not in the crowd of a row lock. A rolled-back flight gives its numbers back.
 *
 * Numbers that need not be `gapless` are drawn in the same way where many records are written together; a single
 * create takes them before its flight (`loose-numbers.ts`), so that creates in one scope do not wait for each other's
 * commits. A PostgreSQL sequence would do that, too, but scopes come with the data (`per` a field): there would be one
 * sequence object for each, made while records are written.
 */
export function drawNumbers(tables: RecordTables, draws: readonly Draw[]): readonly FlightStatement[] {
  const key = (draw: Draw): string => `${tables.schema}/${draw.entity.id}/${draw.field.id}/${draw.scope}`;
  // Two flights that draw from the same scopes meet them in the same order.
  const ordered = [...draws].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return ordered.flatMap((draw) => drawOne(tables, draw, key(draw)));
}

function drawOne(tables: RecordTables, draw: Draw, key: string): readonly FlightStatement[] {
  const entity = parameter(draw.entity.id, "text");
  const field = parameter(draw.field.id, "text");
  const scope = parameter(draw.scope, "text");
  const count = parameter(String(draw.takers.length), "bigint");
  const table = identifier(tables.schema, "_sequence");
  const column = identifier(draw.field.id);
  const digits = parameter(String(draw.takers[0]?.frame.digits ?? 1), "int");
  const texts = (of: (frame: NumberFrame) => string) =>
    arrayParameter(
      draw.takers.map((taker) => of(taker.frame)),
      "text",
    );
  const ids = arrayParameter(
    draw.takers.map((taker) => taker.id),
    "uuid",
  );
  const frames = sql`unnest(${ids}, ${texts((one) => one.before)}, ${texts((one) => one.after)}) with ordinality as f (id, before, after, place)`;
  const last = sql`(select s.value from ${table} as s where s.entity = ${entity} and s.field = ${field} and s.scope = ${scope})`;
  const numbers = sql`select f.id, f.before, f.after, (${last} - ${count} + f.place)::text as digits from ${frames}`;
  const padded = sql`lpad(n.digits, greatest(${digits}, length(n.digits)), '0')`;
  return [
    rows("lock the scope", sql`select pg_advisory_xact_lock(hashtextextended(${parameter(key, "text")}, 0))`),
    command(
      "draw",
      sql`insert into ${table} as s (entity, field, scope, value) values (${entity}, ${field}, ${scope}, ${count}) on conflict (entity, field, scope) do update set value = s.value + excluded.value`,
    ),
    // Assigned once: a record that has its number keeps it.
    command(
      "number",
      sql`update ${tableOf(tables, draw.entity)} as t set ${column} = n.before || ${padded} || n.after from (${numbers}) as n where t."id" = n.id and t.${column} is null`,
    ),
  ];
}
