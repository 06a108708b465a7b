import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
const bundle = {
  app: { kind: "app", id: "desk", version: "1.0.0", language: "en" },
  documents: [
    {
      kind: "entity",
      id: "ticket",
      label: "Ticket",
      fields: [
        { id: "status", type: "choice", options: ["open", "solved"], default: "open" },
        { id: "answer", type: "text" },
      ],
      states: { field: "status", moves: { open: [{ to: "solved", by: ["action:solve"] }] } },
      actions: [
        {
          id: "solve",
          label: "Solve",
          when: 'status = "open"',
          input: [{ id: "answer", type: "text", label: "Answer", required: true }],
          set: { status: "solved", answer: "=$input.answer" },
        },
      ],
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

const url = "/api/v1/actions/desk.ticket";
const open = async (): Promise<string> => (await admin("POST", "/api/v1/records/desk.ticket", {})).body.id;
const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

describe("actions over HTTP", () => {
  it("answer the record, and 409 once the guard no longer holds", async () => {
    const id = await open();
    const done = await admin("POST", `${url}/solve`, { id, input: { answer: "Yes" } });
    expect([done.status, done.headers.etag, done.body.status, done.body.answer]).toEqual([
      200,
      '"2"',
      "solved",
      "Yes",
    ]);
    const again = await admin("POST", `${url}/solve`, { id, input: { answer: "Yes" } });
    expect([again.status, again.body.code]).toEqual([409, "state_conflict"]);
    const history = await admin("GET", `/api/v1/records/desk.ticket/${id}/history`);
    expect(history.body.data[0].via).toEqual({ kind: "api", id: "action:solve" });
  });

  it("say which are possible, and why one is not, in the caller's language", async () => {
    const id = await open();
    expect((await admin("GET", `${url}?id=${id}`)).body).toEqual({ data: [{ id: "solve", allowed: true }] });
    await admin("POST", `${url}/solve`, { id, input: { answer: "Yes" } });
    const zh = await admin("GET", `${url}?id=${id}`, undefined, { "accept-language": "zh-CN" });
    expect(zh.body.data).toEqual([
      { id: "solve", allowed: false, reason: "现在不能对这条“Ticket”做“Solve”" },
    ]);
  });

  it("are the only way to a move with `by`, whatever else is tried", async () => {
    const id = await open();
    const record = `/api/v1/records/desk.ticket/${id}`;
    const patch = await admin("PATCH", record, { status: "solved" }, { "if-match": "*" });
    expect([patch.status, faults(patch)]).toEqual([422, ["bad_move /status"]]);
    expect(patch.body.errors[0]).toMatchObject({
      message: "“status”不能从 open 变为 solved",
      expected: [],
    });
    const operations = [{ op: "update", id, version: "*", data: { status: "solved" } }];
    const bulk = await admin("POST", "/api/v1/records/desk.ticket/bulk", { operations });
    expect([bulk.status, faults(bulk)]).toEqual([422, ["bad_move /operations/0/data/status"]]);
    const made = await admin("POST", "/api/v1/records/desk.ticket", { status: "solved" });
    expect([made.status, faults(made)]).toEqual([422, ["bad_move /status"]]);
  });

  it("run on several at once, are tried dry, and refuse what they do not know", async () => {
    const ids = [await open(), await open()];
    const dry = await admin("POST", `${url}/solve`, { ids, input: { answer: "A" } }, { "dry-run": "true" });
    expect([dry.status, dry.headers["dry-run"], dry.body.data.length]).toEqual([200, "true", 2]);
    const done = await admin("POST", `${url}/solve`, { ids, input: { answer: "A" } });
    expect(done.body.data.map((one: { id: string }) => one.id)).toEqual(ids);
    const faulty = await admin("POST", `${url}/solve`, { id: await open(), input: { anser: "A" } });
    expect([faulty.status, faults(faulty)]).toEqual([
      422,
      ["unknown_field /input/anser", "required /input/answer"],
    ]);
    expect((await admin("POST", `${url}/slove`, { id: ids[0] })).status).toBe(404);
    expect((await admin("POST", `${url}/solve`, { id: ids[0], who: 1 })).body.errors[0].code).toBe(
      "unknown_member",
    );
  });
});
