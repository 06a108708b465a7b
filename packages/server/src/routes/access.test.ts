import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeclaredRoute } from "../http/fastify-types.ts";
import { anonymous, type Caller, callerOf, setUp } from "../testing/caller.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
let nobody: Caller;
let suspended: Caller;

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const { identity, workspace } = server.services;
  const person = async (email: string) => {
    const { user } = await identity.createAdmin({ email, password: "another good one" });
    return {
      user,
      caller: callerOf(
        server.app,
        await anonymous(server.app)("POST", "/api/v1/session", { email, password: "another good one" }),
      ),
    };
  };
  const [plain, gone] = [await person("plain@example.com"), await person("gone@example.com")];
  await workspace.pool.query("delete from ws_main._user_role where user_id = $1", [plain.user]);
  await workspace.pool.query("update ws_main.system__user set active = false where id = $1", [gone.user]);
  server.clock.advance(500);
  nobody = plain.caller;
  suspended = gone.caller;
});
afterAll(() => server.close());

/** The route with something in place of its parameters. */
function addressOf({ url }: DeclaredRoute): string {
  return url
    .replace(":entity", "system.user")
    .replace(":id", admin.user)
    .replace(":app", "system")
    .replace(/:\w+/, "x");
}

const bodied = new Set(["POST", "PUT", "PATCH"]);
const tryAs = (route: DeclaredRoute, send: ReturnType<typeof anonymous>) =>
  send(route.method, addressOf(route), bodied.has(route.method) ? {} : undefined, { "if-match": "*" });

describe("every route, as every kind of caller", () => {
  it("is closed to strangers and to suspended people unless it says that it is public", async () => {
    for (const route of server.app.declaredRoutes) {
      const expected = route.declaration.access === "public" ? "open" : 401;
      for (const send of [anonymous(server.app), suspended]) {
        const { status } = await tryAs(route, send);
        expect([
          route.method,
          route.url,
          status === 401 &&
          route.declaration.operation !== "setUp" &&
          route.declaration.operation !== "signIn"
            ? 401
            : "open",
        ]).toEqual([route.method, route.url, expected]);
      }
    }
  });

  it("gives somebody without a role nothing of anybody's", async () => {
    for (const route of server.app.declaredRoutes) {
      if (
        route.declaration.access === "public" ||
        ["signOut", "readSession", "readMe"].includes(route.declaration.operation)
      )
        continue;
      const answer = await tryAs(route, nobody);
      expect(`${route.method} ${route.url} ${answer.text}`).not.toContain("admin@example.com");
      if (route.declaration.access === "admin") expect([route.url, answer.status]).toEqual([route.url, 403]);
    }
  });

  it("never fails inside, whatever it is sent", async () => {
    const junk = [{}, [], "x", 5, null, { entity: 1 }, { app: { id: "__proto__" } }];
    for (const route of server.app.declaredRoutes) {
      if (route.declaration.operation === "signOut") continue;
      for (const body of bodied.has(route.method) ? junk : [undefined]) {
        const answer = await admin(route.method, addressOf(route), body, { "if-match": "*" });
        expect([route.method, route.url, body, answer.status >= 500]).toEqual([
          route.method,
          route.url,
          body,
          false,
        ]);
      }
    }
  });

  it("answers as its schema says", async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const route of server.app.declaredRoutes.filter(
      (one) => one.method === "GET" && one.declaration.operation !== "readFile",
    )) {
      const answer = await admin("GET", addressOf(route));
      const schemas = route.schema.response as Record<string, object>;
      const schema = schemas[String(answer.status)] ?? schemas.default ?? {};
      const body = answer.headers["content-type"]?.includes("json") === true ? answer.body : answer.text;
      expect([route.url, answer.status, ajv.validate(schema, body), ajv.errorsText()]).toEqual([
        route.url,
        answer.status,
        true,
        "No errors",
      ]);
    }
  });
});
