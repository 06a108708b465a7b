import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
const url = (entity: string) => `/api/v1/records/club.${entity}`;

const name = { id: "name", type: "text", required: true };
const bundle = {
  app: { kind: "app", id: "club", version: "1.0.0", language: "en" },
  documents: [
    { kind: "entity", id: "town", title: "name", fields: [name] },
    {
      kind: "entity",
      id: "person",
      title: "name",
      fields: [name, { id: "town", type: "reference", to: "town" }],
    },
    {
      kind: "entity",
      id: "team",
      title: "name",
      fields: [
        name,
        { id: "members", type: "references", to: "person" },
        { id: "guests", type: "references", to: "person", onDelete: "clear" },
        { id: "leads", type: "references", to: "person", onDelete: "cascade" },
        { id: "rounds", type: "lines", entity: "round" },
        { id: "count", type: "formula", formula: "IF(ISNULL(members), 0, 1)" },
      ],
    },
    {
      kind: "entity",
      id: "round",
      ownedBy: "team",
      fields: [{ id: "players", type: "references", to: "person", onDelete: "clear" }],
    },
  ],
};

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", bundle);
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);
const nobody = "01932c4e-7b6a-7c3d-8e5f-0123456789ab";

async function create(entity: string, body: object): Promise<Answer["body"]> {
  const answer = await admin("POST", url(entity), body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
}
const person = async (called: string, more: object = {}): Promise<string> =>
  (await create("person", { name: called, ...more })).id;
const remove = (entity: string, id: string) =>
  admin("DELETE", `${url(entity)}/${id}`, undefined, { "if-match": "*" });

/** Links that the database holds for a field. */
async function links(field: string, id: string): Promise<readonly string[]> {
  const table = `${server.workspace.schema}.club__team__ln__${field}`;
  const { rows } = await server.workspace.pool.query<{ target: string }>(
    `select target from ${table} where source = $1`,
    [id],
  );
  return rows.map((row) => row.target).sort();
}

describe("references over HTTP", () => {
  it("keep their order, and open to records with their labels, without a query for each", async () => {
    const town = await create("town", { name: "Lausanne" });
    const [ann, bob] = [await person("Ann", { town: town.id }), await person("Bob")];
    const team = await create("team", {
      name: "A",
      members: [bob, ann],
      guests: [],
      rounds: [{ players: [ann] }, {}],
    });
    expect(team).toMatchObject({ members: [bob, ann], guests: null, count: 1 });
    expect(await links("members", team.id)).toEqual([ann, bob].sort());
    const at = `${url("team")}/${team.id}`;
    const opened = await admin("GET", `${at}?expand=members,rounds.players`);
    expect(opened.body.members).toMatchObject([
      { id: bob, $label: "Bob", name: "Bob", town: null },
      { id: ann, $label: "Ann", name: "Ann", town: town.id },
    ]);
    expect(opened.body.rounds).toMatchObject([{ players: [{ id: ann, $label: "Ann" }] }, { players: null }]);
    const narrow = await admin("GET", `${at}?select=members.town.name`);
    expect(narrow.body).toEqual({
      id: team.id,
      members: [
        { id: bob, $label: "Bob", town: null },
        { id: ann, $label: "Ann", town: { id: town.id, $label: "Lausanne", name: "Lausanne" } },
      ],
    });
  });

  it("are refused at the place of each member that is not there", async () => {
    const gone = await person("Gone");
    expect((await remove("person", gone)).status).toBe(204);
    const ann = await person("Ann");
    const answer = await admin("POST", url("team"), {
      name: "B",
      members: [ann, nobody],
      guests: [gone, ann],
      leads: ["x"],
      rounds: [{ players: [nobody] }],
    });
    expect([answer.status, faults(answer).sort()]).toEqual([
      422,
      [
        "reference_not_found /guests/0",
        "reference_not_found /leads/0",
        "reference_not_found /members/1",
        "reference_not_found /rounds/0/players/0",
      ],
    ]);
    const missing = await admin("POST", url("team"), { name: "B", members: [ann, nobody] });
    expect([missing.status, faults(missing)]).toEqual([422, ["reference_not_found /members/1"]]);
  });

  it("are found by their members, and their history tells ids", async () => {
    const [ann, bob] = [await person("Ann"), await person("Bob")];
    const team = await create("team", { name: "C", members: [ann] });
    const found = await admin("POST", `${url("team")}/query`, {
      filter: { in: [ann, { var: "members" }] },
      select: ["name"],
    });
    expect(found.body.data).toEqual([{ id: team.id, name: "C" }]);
    const patched = await admin(
      "PATCH",
      `${url("team")}/${team.id}`,
      { members: [bob, ann] },
      { "if-match": '"1"' },
    );
    expect(patched.body.members).toEqual([bob, ann]);
    expect(await links("members", team.id)).toEqual([ann, bob].sort());
    const { body } = await admin("GET", `${url("team")}/${team.id}/history`);
    expect(body.data[0].changes).toEqual([{ path: "/members", from: [ann], to: [bob, ann] }]);
    const before = await admin("GET", `${url("team")}/${team.id}?version=1&expand=members`);
    expect(before.body.members).toMatchObject([{ id: ann, $label: "Ann" }]);
    expect((await admin("GET", `${url("team")}/${team.id}?version=1`)).body.members).toEqual([ann]);
  });

  it("a deletion is refused, takes the member out, or takes the record along, as the field says", async () => {
    const [ann, bob, cleo] = [await person("Ann"), await person("Bob"), await person("Cleo")];
    const kept = await create("team", {
      name: "D",
      members: [ann],
      guests: [bob, cleo],
      rounds: [{ players: [bob] }],
    });
    const led = await create("team", { name: "E", leads: [bob, cleo] });
    const held = await remove("person", ann);
    expect([held.status, held.body.code]).toEqual([409, "in_use"]);
    expect((await remove("person", bob)).status).toBe(204);
    const after = await admin("GET", `${url("team")}/${kept.id}`);
    expect(after.body).toMatchObject({ guests: [cleo], members: [ann], version: 2 });
    expect(after.body.rounds).toMatchObject([{ players: null }]);
    expect(await links("guests", kept.id)).toEqual([cleo]);
    expect((await admin("GET", `${url("team")}/${led.id}`)).status).toBe(404);
    const restored = await admin("POST", `${url("person")}/${bob}/restore`, undefined, {});
    expect(restored.status).toBe(200);
    expect((await admin("GET", `${url("team")}/${led.id}`)).body.leads).toEqual([bob, cleo]);
  });

  it("never point to what is gone, however a deletion and a write meet", async () => {
    for (let round = 0; round < 12; round += 1) {
      const ann = await person("Ann");
      const team = await create("team", { name: "F" });
      const [write, removal] = await Promise.all([
        admin("PATCH", `${url("team")}/${team.id}`, { members: [ann] }, { "if-match": '"1"' }),
        remove("person", ann),
      ]);
      const outcome = `${write.status} ${removal.status}`;
      expect(["200 409", "422 204"]).toContain(outcome);
      if (write.status === 422) expect(faults(write)).toEqual(["reference_not_found /members/0"]);
      const { body } = await admin("GET", `${url("team")}/${team.id}?expand=members`);
      expect(body.members === null).toBe(write.status === 422);
    }
  });

  it("the database itself refuses an array with a member that is not there", async () => {
    const team = await create("team", { name: "G" });
    const { pool, schema } = server.workspace;
    await expect(
      pool.query(`update ${schema}.club__team set members = array[$1::uuid] where id = $2`, [
        nobody,
        team.id,
      ]),
    ).rejects.toMatchObject({ code: "23503", constraint: "club__team__fk__members" });
  });

  it("become links when the field comes to a table that has records, and go with it", async () => {
    const documents = structuredClone(bundle.documents);
    const [, , team] = documents;
    team?.fields.push({ id: "friends", type: "references", to: "team" } as never);
    const grown = await admin("POST", "/api/v1/apps/import", {
      app: { ...bundle.app, version: "1.1.0" },
      documents,
    });
    expect(grown.status).toBe(201);
    const one = await create("team", { name: "H" });
    const two = await create("team", { name: "I", friends: [one.id] });
    expect(await links("friends", two.id)).toEqual([one.id]);
    const again = await admin("POST", "/api/v1/apps/import", {
      app: { ...bundle.app, version: "1.2.0" },
      documents: bundle.documents,
    });
    expect([201, 409]).toContain(again.status);
  });
});
