import { createHash } from "node:crypto";
import { type Parameter, parameter, sql } from "@dougong/expression";
import { fakeClock, type TestDatabase, testDatabase } from "@dougong/testing";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migratePlatform } from "../../schema/migrations/migrate-platform.ts";
import { isDatabaseFault } from "./database-fault.ts";
import { openFlight } from "./flight.ts";
import { FlightBug } from "./flight-bug.ts";
import { runFlight } from "./run-flight.ts";
import { command, type FlightStatement, plain, rows, toFlightQuery } from "./statement.ts";

let database: TestDatabase;
let pool: pg.Pool;
let flights: pg.Pool;
const waits: number[] = [];
const options = {
  schema: "ws",
  random: () => 0.5,
  wait: async (ms: number) => {
    waits.push(ms);
  },
};

beforeAll(async () => {
  database = await testDatabase({ name: "flight" });
  pool = database.pool();
  flights = database.pool({ pipeline: true, max: 1 });
  await migratePlatform(pool, "ws", fakeClock("2026-01-05T00:00:00Z"));
  await pool.query("create table ws.note (id int primary key, body text)");
});
afterAll(() => database.drop());
beforeEach(async () => {
  await pool.query("delete from ws.note");
  waits.length = 0;
});

const insert = (id: number): FlightStatement =>
  rows(
    `insert ${id}`,
    sql`insert into ws.note values (${parameter(String(id), "int")}, 'x') returning id, body`,
  );
const change = (id: number): FlightStatement =>
  command(`change ${id}`, sql`update ws.note set body = 'y' where id = ${parameter(String(id), "int")}`);
const committed = async (): Promise<number> =>
  (await pool.query<{ n: number }>("select count(*)::int as n from ws.note")).rows[0]?.n ?? -1;
const fault = (flight: Promise<unknown>): Promise<unknown> =>
  flight.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe("a flight", () => {
  it("answers the rows of each statement, none for those that found nothing", async () => {
    const answers = await runFlight(flights, options, (flight) =>
      flight.finish(
        [
          insert(1),
          rows("none", sql`select id from ws.note where id = 9 for share`),
          change(1),
          plain("check", sql`set constraints all immediate`),
        ],
        "commit",
      ),
    );
    expect(answers.map((answer) => answer.length)).toEqual([1, 0, 0, 0]);
    expect(answers[0]?.[0]).toMatchObject({ id: "1", body: "x" });
    expect(await committed()).toBe(1);
  });

  it("reports the first fault of the server, not those that follow from it", async () => {
    const reason = await fault(
      runFlight(flights, options, (flight) => flight.finish([insert(1), insert(1), insert(2)], "commit")),
    );
    expect(isDatabaseFault(reason) && reason.code).toBe("23505");
    expect(await committed()).toBe(0);
  });

  it("leaves a connection on which the same statements run again", async () => {
    await fault(runFlight(flights, options, (flight) => flight.finish([insert(3), insert(3)], "commit")));
    await runFlight(flights, options, (flight) => flight.finish([insert(3), change(3)], "commit"));
    expect(await committed()).toBe(1);
  });

  it("rolls back on request and still answers", async () => {
    const answers = await runFlight(flights, options, (flight) => flight.finish([insert(4)], "rollback"));
    expect(answers[0]?.[0]).toMatchObject({ id: "4" });
    expect(await committed()).toBe(0);
  });

  it("goes on over several sends in one transaction", async () => {
    await runFlight(flights, options, async (flight) => {
      await flight.send([insert(5)]);
      expect(await committed()).toBe(0);
      await flight.finish([insert(6)], "commit");
    });
    expect(await committed()).toBe(2);
  });
});

describe("a fault in the client", () => {
  it("that a value causes is found before anything is sent", async () => {
    const bad = {
      type: "text",
      value: {
        toPostgres: () => {
          throw new Error("conversion");
        },
      },
    } as unknown as Parameter;
    const reason = await fault(
      runFlight(flights, options, (flight) =>
        flight.finish(
          [insert(10), command("bad", sql`insert into ws.note values (11, ${bad})`), insert(12)],
          "commit",
        ),
      ),
    );
    expect(reason).toBeInstanceOf(FlightBug);
    expect(await committed()).toBe(0);
  });

  it("that pg finds while others are under way (one statement name for two texts) commits nothing", async () => {
    const poisoned = command("poisoned", sql`insert into ws.note values (21, 'poisoned')`);
    const name = createHash("sha256").update(toFlightQuery(poisoned).text).digest("base64url").slice(0, 32);
    await flights.query({ name, text: "select 1" });
    const reason = await fault(
      runFlight(flights, options, (flight) => flight.finish([insert(20), poisoned, insert(22)], "commit")),
    );
    expect(String(reason)).toContain("Prepared statements must be unique");
    expect(await committed()).toBe(0);
    await runFlight(flights, options, (flight) =>
      flight.finish([insert(20), poisoned, insert(22)], "commit"),
    );
    expect(await committed()).toBe(3);
  });

  it.each([0, 1, 2, 3, 4])("that swallows query %i of the flight commits nothing", async (lost) => {
    const client = await flights.connect();
    try {
      const reason = await fault(
        openFlight(losing(client, lost), { schema: "ws" }).finish(
          [insert(30), change(30), insert(31)],
          "commit",
        ),
      );
      expect(reason).toBeInstanceOf(Error);
      expect(await committed()).toBe(0);
    } finally {
      client.release(true);
    }
  });

  it("that swallows the last check is a bug that is told as one, though all statements ran", async () => {
    const client = await flights.connect();
    try {
      const reason = await fault(
        openFlight(losing(client, 4), { schema: "ws" }).finish([insert(40), insert(41)], "commit"),
      );
      expect(reason).toBeInstanceOf(FlightBug);
    } finally {
      client.release(true);
    }
  });
});

describe("a deadlock", () => {
  it("is tried again and never seen", async () => {
    await pool.query("insert into ws.note values (50, ''), (51, '')");
    const both = database.pool({ pipeline: true, max: 2 });
    let arrived = 0;
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const crossing = (first: number, second: number) =>
      runFlight(both, options, async (flight) => {
        await flight.send([change(first)]);
        arrived += 1;
        if (arrived >= 2) open();
        await gate;
        await flight.finish([change(second)], "commit");
      });
    await Promise.all([crossing(50, 51), crossing(51, 50)]);
    expect(waits.length).toBeGreaterThanOrEqual(1);
    expect((await pool.query("select 1 from ws.note where body = 'y'")).rowCount).toBe(2);
  });
});

/** A client whose nth query fails before it is sent, as pg's own faults do. */
function losing(client: pg.PoolClient, lost: number): pg.ClientBase {
  let sent = -1;
  return new Proxy(client, {
    get(target, property) {
      if (property !== "query") return Reflect.get(target, property, target);
      return (...args: readonly unknown[]) => {
        sent += 1;
        return sent === lost
          ? Promise.reject(new Error("lost in the client"))
          : Reflect.apply(target.query, target, args);
      };
    },
  });
}
