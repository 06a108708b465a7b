import { afterAll, beforeAll, expect, it } from "vitest";
import type { DeclaredRoute } from "../http/fastify-types.ts";
import { type Caller, setUp } from "../testing/caller.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";
import { createDice, type Dice, guidedJson, roughBodies, wildJson } from "./random-json.ts";

/** `DOUGONG_FUZZ=20000 DOUGONG_FUZZ_SEED=7` looks for longer; the seed repeats a run. */
const requests = Number(process.env.DOUGONG_FUZZ ?? 300);
const seed = Number(process.env.DOUGONG_FUZZ_SEED ?? 20_260_105);
const patience = 5_000;

let server: TestServer;
let admin: Caller;
let record: string;

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", { example: "crm" });
  if (installed.status !== 201) throw new Error(installed.text);
  record = (await admin("GET", "/api/v1/records/crm.order?limit=1")).body.data[0].id;
});
afterAll(() => server.close());

interface Shot {
  readonly method: string;
  readonly url: string;
  readonly body: string | Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

function pathOf(dice: Dice, route: DeclaredRoute): string {
  const wild = [
    "__proto__",
    "constructor.prototype",
    "%00",
    "%ff",
    "..%2f",
    "a".repeat(200),
    "%F0%9F%98%80",
  ] as const;
  const known: Readonly<Record<string, readonly [string, ...string[]]>> = {
    entity: ["crm.order", "crm.customer", "crm.order_line", "system.user", "system.unit"],
    id: [record, "018f0000-0000-7000-8000-000000000000"],
    app: ["crm", "system"],
    view: ["crm.open_orders", "crm.customers"],
    form: ["crm.order", "crm.customer"],
  };
  return route.url.replace(/:([a-z]+)|\*/gi, (_all, name: string | undefined) => {
    const good = name === undefined ? undefined : known[name];
    return good === undefined || dice.below(4) === 0 ? dice.pick(wild) : dice.pick(good);
  });
}

function queryOf(dice: Dice, route: DeclaredRoute): string {
  const schema = route.schema.querystring;
  const properties =
    typeof schema === "object" && schema !== null && "properties" in schema ? (schema.properties ?? {}) : {};
  const names = [
    ...Object.keys(properties).filter(() => dice.below(3) === 0),
    ...(dice.below(6) === 0 ? ["__proto__"] : []),
  ];
  const values = [
    "1",
    "-1",
    "1e999",
    "abc",
    "true",
    "\u0000",
    'name = "x"',
    "a.b.c.d.e",
    "-id",
    "(((",
    "%",
    "*",
    "crm.order",
  ] as const;
  return names.map((name) => `${name}=${encodeURIComponent(dice.pick(values))}`).join("&");
}

function headersOf(dice: Dice): Readonly<Record<string, string>> {
  const all = {
    "if-match": dice.pick(["*", '"1"', '"99999999999"', "W/1", ""]),
    "dry-run": dice.pick(["true", "false", "maybe"]),
    "idempotency-key": dice.pick(["k", `k${dice.below(1000)}`, "x".repeat(256), "\u00e9"]),
    "accept-language": dice.pick(["zh-CN", "en", "*;q=", "xx"]),
    prefer: dice.pick(["wait=0", "wait=x", "respond-async"]),
    "content-type": dice.pick([
      "application/json",
      "application/merge-patch+json",
      "text/plain",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
    ]),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => dice.below(name === "content-type" ? 8 : 3) === 0),
  );
}

function shotAt(dice: Dice, route: DeclaredRoute): Shot {
  const query = queryOf(dice, route);
  const headers = headersOf(dice);
  const url = `${pathOf(dice, route)}${query === "" ? "" : `?${query}`}`;
  if (route.method === "GET") return { method: route.method, url, body: undefined, headers };
  const kind = dice.below(10);
  const body =
    kind < 1 ? dice.pick(roughBodies) : kind < 3 ? wildJson(dice) : guidedJson(dice, route.schema.body);
  return { method: route.method, url, body, headers };
}

/** Signing out would end the run; the rest is fair game. */
function targets(): readonly [DeclaredRoute, ...DeclaredRoute[]] {
  const [first, ...rest] = server.app.declaredRoutes.filter(
    (route) => route.declaration.operation !== "signOut",
  );
  if (first === undefined) throw new Error("no routes");
  return [first, ...rest];
}

it(
  "answers whatever comes with something that is no 500, in time",
  async () => {
    const dice = createDice(seed);
    const routes = targets();
    const answered = new Set<string>();
    for (let count = 0; count < requests; count += 1) {
      // Every route comes by in turn, so that none is left out by chance.
      const route = routes[count % routes.length] ?? routes[0];
      const shot = shotAt(dice, route);
      const told = `seed ${seed}, request ${count}: ${shot.method} ${shot.url} ${JSON.stringify(shot.headers)} ${String(shot.body).slice(0, 500)}`;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer to ${told}`)), patience);
      });
      const answer = await Promise.race([admin(shot.method, shot.url, shot.body, shot.headers), late]);
      clearTimeout(timer);
      expect(answer.status, `${told} → ${answer.text.slice(0, 500)}`).toBeLessThan(500);
      if (answer.status >= 400)
        expect(answer.headers["content-type"], told).toContain("application/problem+json");
      answered.add(`${Math.floor(answer.status / 100)}`);
    }
    expect(answered).toContain("2");
    expect(answered).toContain("4");
    expect((await admin("GET", "/api/v1/me")).status).toBe(200);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
  Math.max(60_000, requests * 100),
);
