import { sql } from "@dougong/expression";
import type { FlightRow } from "../flight/statement.ts";
import { bare, type FlightStatement, plain } from "../flight/statement.ts";
import { explained } from "../problems/explain.ts";
import { drawNumbers } from "../sequence/draw.ts";
import { drawsOf } from "../sequence/draws-of.ts";
import { wantsNumber } from "../sequence/wants-number.ts";
import type { WriteSession } from "./session.ts";

/**
 * Ends the flight: what waits is sent, everything that must hold at the commit is checked, numbers are drawn, the
 * changes logged, and `answer` is read (its rows are given back).
 */
export async function finishSession(
  session: WriteSession,
  answer: FlightStatement,
): Promise<readonly FlightRow[]> {
  const { context, engine, flight, queue, tables } = session;
  const draws = drawsOf([...session.last.values()], wantsNumber);
  const numbered = new Map<string, string[]>();
  for (const { field, takers } of draws)
    for (const { id } of takers) numbered.set(id, [...(numbered.get(id) ?? []), field.id]);
  const statements = [
    ...queue.take(),
    ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
    plain("set constraints", sql`set constraints all immediate`),
    ...drawNumbers(tables, draws),
    ...queue.takeLog(numbered),
    answer,
  ];
  const answers = await explained(engine, session.writes, () =>
    flight.finish(statements, context.dryRun ? "rollback" : "commit"),
  );
  return answers.at(-1) ?? [];
}
