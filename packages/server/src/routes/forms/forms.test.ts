import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", { example: "crm" });
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const evaluate = (record: unknown, form = "crm.order") =>
  admin("POST", `/api/v1/forms/${form}/evaluate`, { record });

describe("POST /forms/{form}/evaluate", () => {
  it("fills in defaults, works out amounts, and says what is shown and asked for", async () => {
    const { status, body } = await evaluate({ lines: [{ qty: "2", price: "10.50" }] });
    expect(status).toBe(200);
    expect(body.values.lines[0]).toMatchObject({ amount: "21.00" });
    expect(body.values.line_total).toBe("21.00");
    expect(body.fields.customer).toEqual({ visible: true, required: true, readOnly: false });
    expect(body.fields.total.readOnly).toBe(true);
    expect(body.rows.lines[0].amount.readOnly).toBe(true);
    expect(body.errors).toContainEqual(expect.objectContaining({ code: "required", path: "/customer" }));
  });

  it("applies rules and tells their sentences", async () => {
    const { body } = await evaluate({ discount: "0.3" });
    expect(body.fields.discount_reason).toMatchObject({ visible: true, required: true });
    const said = body.errors.filter(({ path }: { path: string }) => path === "/discount_reason");
    expect(said.map(({ message }: { message: string }) => message)).toContain("折扣超过 20%，写明原因");
  });

  it("works out a change of a stored record from what is stored", async () => {
    const [order] = (await admin("GET", "/api/v1/records/crm.order?limit=1&sort=number")).body.data;
    const { status, body } = await evaluate({ id: order.id, note: "Call first" });
    expect(status).toBe(200);
    expect(body.values).toMatchObject({ customer: order.customer, total: order.total, note: "Call first" });
    expect(body.errors).toEqual([]);
    expect((await evaluate({ id: "018f0000-0000-7000-8000-000000000000" })).status).toBe(404);
  });

  it("answers faults of values with their paths, and changes nothing", async () => {
    const before = (await admin("GET", "/api/v1/records/crm.order?count=exact&limit=1")).body.page.count;
    const { status, body } = await evaluate({ discount: "a lot", nope: 1, lines: [{ qty: true }] });
    expect(status).toBe(200);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(["/discount", "/nope", "/lines/0/qty"]));
    expect((await admin("GET", "/api/v1/records/crm.order?count=exact&limit=1")).body.page.count).toBe(
      before,
    );
  });

  it("is not found where there is no such form, and wants a record", async () => {
    expect((await evaluate({}, "crm.none")).status).toBe(404);
    expect((await evaluate([])).body.errors[0]).toMatchObject({ code: "type_mismatch", path: "/record" });
  });
});
