import { createHash } from "node:crypto";
import { type Fragment, join, parameter, sql } from "@dougong/expression";
import type pg from "pg";
import { publishedKeySelect } from "../../schema/published-key.ts";
import { corked } from "./corked.ts";
import { FlightBug } from "./flight-bug.ts";
import { type FlightRow, type FlightStatement, ownRows, plain, rows, toFlightQuery } from "./statement.ts";

/** A transaction whose statements are sent without waiting for each other's answers. */
export interface Flight {
  /** True for a further try: it has the workspace to itself, so that nothing can come in its way again. */
  readonly isAlone: boolean;
  /** Sends statements in one round trip (the first call opens the transaction) and answers the rows of each. */
  send(statements: readonly FlightStatement[]): Promise<readonly (readonly FlightRow[])[]>;
  /** As `send`, then ends the transaction in the same round trip. No statement can follow. */
  finish(
    statements: readonly FlightStatement[],
    end: "commit" | "rollback",
  ): Promise<readonly (readonly FlightRow[])[]>;
}

const textParsers = { getTypeParser: () => (value: string | Buffer) => String(value) };

// Most statements reach rows by id, so that a plan made once serves; planning each anew costs more than running it.
// All flights share one lock; one that is tried again, since it met others in a circle, takes it for itself. It waits
// until those under way have ended, and those that come wait for it: whatever they would lock, it cannot fail again.
function beginning({ schema }: FlightPlace, isAlone: boolean): readonly FlightStatement[] {
  const lock = isAlone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
  return [
    plain("begin", sql`begin`),
    plain(
      "counter",
      sql`select set_config('dougong.ran', '0', true), set_config('plan_cache_mode', 'auto', true), ${[lock]}(hashtextextended('${[`dougong:flights:${schema}`]}', 0))`,
    ),
  ];
}

interface Prepared {
  readonly statement: FlightStatement;
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | null)[];
}

// A fault that arises in the client while others are under way is never seen by the server, which would go on
// to COMMIT. So everything that can go wrong here goes wrong before the first byte is sent.
function prepare(statement: FlightStatement): Prepared {
  const { text, values } = toFlightQuery(statement);
  for (const value of values) {
    if (value !== null && typeof value !== "string") {
      throw new FlightBug(`${statement.label}: a value is neither text nor null`);
    }
  }
  return {
    statement,
    text,
    values,
    name: createHash("sha256").update(text).digest("base64url").slice(0, 32),
  };
}

/** What a flight needs of its workspace. */
export interface FlightPlace {
  /** Schema of the platform's functions and tables. */
  readonly schema: string;
  /** Key of the catalogue that the flight was made from: it commits only while that is the published one. */
  readonly catalogueKey?: string;
}

/** Opens a flight on a client that was made with `pipeline: true`. */
export function openFlight(client: pg.ClientBase, place: FlightPlace, isAlone = false): Flight {
  let opened = false;
  let counted = 0;

  async function exchange(
    statements: readonly FlightStatement[],
  ): Promise<readonly pg.QueryResult<FlightRow>[]> {
    const opening = opened ? [] : beginning(place, isAlone);
    const prepared = [...opening, ...statements].map(prepare);
    opened = true;
    const sent = corked(client, () =>
      prepared.map(({ name, text, values }) =>
        client.query<FlightRow>({ name, text, values: [...values], types: textParsers }),
      ),
    );
    const settled = await Promise.allSettled(sent);
    const results = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const failed = settled.findIndex((one) => one.status === "rejected");
    if (failed >= 0) throw faultOf(settled, failed, prepared);
    return results.slice(opening.length);
  }

  function answers(statements: readonly FlightStatement[], results: readonly pg.QueryResult<FlightRow>[]) {
    return statements.map((statement, index) => {
      const found = results[index]?.rows ?? [];
      return statement.form === "plain" ? found : ownRows(found);
    });
  }

  const isCounted = (statement: FlightStatement): boolean => statement.form !== "plain";

  return {
    isAlone,
    async send(statements) {
      counted += statements.filter(isCounted).length;
      return answers(statements, await exchange(statements));
    },
    async finish(statements, end) {
      counted += statements.filter(isCounted).length;
      const results = await exchange([...statements, ...ending(end, counted, place)]);
      const tag = results.at(-1)?.command;
      if (end === "commit" && tag !== "COMMIT") throw new FlightBug(`COMMIT was answered by ${String(tag)}`);
      return answers(statements, results);
    },
  };
}

function ending(end: "commit" | "rollback", counted: number, place: FlightPlace): readonly FlightStatement[] {
  if (end === "rollback") return [plain("rollback", sql`rollback`)];
  const assert = (holds: Fragment, name: string): Fragment =>
    sql`${[`"${place.schema}"._assert`]}(${holds}, ${[`'${name}'`]})`;
  const ran = sql`current_setting('dougong.ran')::int = ${parameter(String(counted), "int")}`;
  const { catalogueKey } = place;
  const asserts = [
    assert(ran, "flight_incomplete"),
    ...(catalogueKey === undefined
      ? []
      : [
          assert(
            sql`(${[publishedKeySelect(place.schema)]}) = ${parameter(catalogueKey, "text")}`,
            "catalogue_changed",
          ),
        ]),
  ];
  return [rows("assert that all ran", sql`select ${join(asserts.map(named))}`), plain("commit", sql`commit`)];
}

function named(fragment: Fragment, index: number): Fragment {
  return sql`${fragment} as ${[`a${index}`]}`;
}

// The first rejection is the cause; what follows it is "current transaction is aborted".
function faultOf(
  settled: readonly PromiseSettledResult<pg.QueryResult<FlightRow>>[],
  failed: number,
  prepared: readonly Prepared[],
): unknown {
  const first = settled[failed];
  const cause: unknown = first?.status === "rejected" ? first.reason : undefined;
  const last = settled.at(-1);
  if (last?.status === "fulfilled" && last.value.command === "COMMIT") {
    const label = prepared[failed]?.statement.label ?? "";
    return new FlightBug(`${label} failed, yet the transaction was committed`, cause);
  }
  return cause;
}
