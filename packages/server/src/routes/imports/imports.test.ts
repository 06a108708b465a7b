import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, call, setUp } from "../../testing/caller.ts";
import { formOf } from "../../testing/form.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  await admin("POST", "/api/v1/apps/import", { example: "crm", seed: false });
  server.startWorker();
});
afterAll(() => server.close());

const mapping = {
  名称: "name",
  等级: "level",
  电话: "phone",
  地址: "address",
  信用额度: "credit_limit",
  账期: "payment_days",
  合作日期: "since",
  重点: "key_account",
};
const options = { entity: "crm.customer", format: "csv", mapping, mode: "create" };
const heading = Object.keys(mapping).join(",");

/** Sends a file and waits for its end. */
async function importCsv(
  file: Buffer | string,
  given: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { payload, contentType } = formOf([
    { name: "options", content: JSON.stringify(given) },
    { name: "file", filename: "客户.csv", type: "text/csv", content: file },
  ]);
  const own = {
    cookie: admin.cookie,
    "x-csrf-token": admin.csrfToken,
    "content-type": contentType,
    prefer: "wait=30",
    "accept-language": "zh-CN",
  };
  return call(server.app, {
    method: "POST",
    url: "/api/v1/imports",
    payload,
    headers: { ...own, ...headers },
  });
}

async function content(id: string): Promise<string> {
  return (await server.app.inject({ url: `/api/v1/files/${id}/content`, headers: { cookie: admin.cookie } }))
    .payload;
}

async function count(filter: string): Promise<number> {
  const { body } = await admin("POST", "/api/v1/records/crm.customer/query", {
    filter,
    count: "exact",
    limit: 1,
  });
  return body.page.count;
}

const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

describe("importing customers", () => {
  it("takes 5,000 rows of a Chinese spreadsheet and gives the bad ones back, ready to fix", async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, index) =>
        `客户 ${index},A 级,138-0000-${String(index).padStart(4, "0")},"上海市\n浦东新区 ${index} 号","1,234.50",30,2026/1/5,是`,
    );
    rows[10] = ",B 级,,,1,,,";
    rows[2500] = "坏金额,A 级,,,一千,30,2026/1/5,是";
    rows[4999] = "客户 7,Z 级,,,1,400,2026/13/45,也许";
    const file = iconv.encode([heading, ...rows].join("\r\n"), "gb18030");
    const answer = await importCsv(file, { ...options, onError: "skip" });
    expect([answer.status, answer.headers["preference-applied"]]).toEqual([202, "wait=30"]);
    expect(answer.headers.location).toBe(`/api/v1/jobs/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      kind: "import",
      status: "succeeded",
      progress: 1,
      problem: null,
      result: { created: 4997, updated: 0, unchanged: 0, failed: 3 },
    });

    const errors: { row: number; column: string; code: string; message: string; got: unknown }[] =
      answer.body.result.errors;
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [12, "名称", "required"],
      [2502, "信用额度", "bad_format"],
      [5001, "等级", "reference_not_found"],
      [5001, "账期", "out_of_range"],
      [5001, "合作日期", "bad_format"],
      [5001, "重点", "bad_format"],
    ]);
    expect(errors[1]).toMatchObject({ got: "一千", message: expect.stringMatching(/信用额度/) });

    const back = await content(answer.body.result.errorFile);
    expect(back.startsWith("\ufeff")).toBe(true);
    expect(back.split("\r\n")[0]).toBe(`\ufeff${heading},$error`);
    expect(back.split("\r\n")).toHaveLength(5);
    expect(back).toContain("坏金额,A 级,,,一千,30,2026/1/5,是,");

    const { body } = await admin("POST", "/api/v1/records/crm.customer/query", {
      filter: 'name = "客户 42"',
      select: ["code", "name", "level", "address", "credit_limit", "since", "key_account", "owner", "status"],
    });
    expect(body.data[0]).toMatchObject({
      code: expect.stringMatching(/^C\d{5}$/),
      name: "客户 42",
      level: "a",
      address: "上海市\n浦东新区 42 号",
      credit_limit: "1234.50",
      since: "2026-01-05",
      key_account: true,
      owner: admin.user,
      status: "active",
    });
    expect(await count('STARTSWITH(name, "客户 ")')).toBe(4997);

    const fixed = back
      .replace("一千", "1000")
      .replace(",B 级,,,1,,,", "有名字,B 级,,,1,,,")
      .replace(/客户 7,Z 级[^\r]*/, "新客户,C 级,,,1,30,2026/1/5,否,x");
    const again = await importCsv(fixed, options);
    expect(again.body).toMatchObject({
      status: "succeeded",
      result: { created: 3, failed: 0, errors: [], errorFile: null },
    });
    const history = await admin(
      "GET",
      `/api/v1/records/crm.customer/${(await admin("POST", "/api/v1/records/crm.customer/query", { filter: 'name = "新客户"' })).body.data[0].id}/history`,
    );
    expect(history.body.data[0].via).toMatchObject({ kind: "import", id: again.body.id });
  });

  it("changes nothing at all by default when a row is bad, and says everything that is wrong", async () => {
    const file = `${heading}\n全或无 1,A 级,,,1,30,2026-01-05,否\n全或无 2,A 级,,,-1,30,2026-01-05,否\n全或无 1,A 级,,,1,30,2026-01-05,否\n全或无 3,A 级,,,abc,30,2026-01-05,否\n`;
    const answer = await importCsv(file, options);
    expect(answer.body).toMatchObject({
      status: "failed",
      problem: { code: "validation_failed" },
      result: { created: 0, failed: 3 },
    });
    expect(
      answer.body.result.errors.map(({ row, code }: { row: number; code: string }) => [row, code]),
    ).toEqual(
      expect.arrayContaining([
        [3, "out_of_range"],
        [5, "bad_format"],
      ]),
    );
    expect((await content(answer.body.result.errorFile)).split("\r\n")).toHaveLength(5);
    expect(await count('STARTSWITH(name, "全或无")')).toBe(0);
  });

  it("finds equal values inside the file and in the database, and takes the rest", async () => {
    const file = `${heading}\n同名,A 级,,,1,30,2026-01-05,否\n同名,B 级,,,1,30,2026-01-05,否\n客户 42,A 级,,,1,30,2026-01-05,否\n独名,A 级,,,1,30,2026-01-05,否\n`;
    const answer = await importCsv(file, { ...options, onError: "skip" });
    expect(answer.body).toMatchObject({ status: "succeeded" });
    expect(answer.body.result.errors.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(["not_unique"]),
    );
    expect(answer.body.result.created + answer.body.result.failed).toBe(4);
    expect(await count('name = "同名"')).toBe(answer.body.result.created - 1);
    expect(await count('name = "独名"')).toBe(1);
  });

  it("follows a reference by any field of its record", async () => {
    const file = "客户,姓名,生日\n客户 1,林晓雯,1990年3月7日\n没有这家,何伟,\n";
    const answer = await importCsv(file, {
      entity: "crm.contact",
      format: "csv",
      mapping: { 客户: "customer.name", 姓名: "name", 生日: "birthday" },
      mode: "create",
      onError: "skip",
    });
    expect(answer.body.result).toMatchObject({
      created: 1,
      failed: 1,
      errors: [{ row: 3, column: "客户", code: "reference_not_found", got: "没有这家" }],
    });
    const { body } = await admin("POST", "/api/v1/records/crm.contact/query", {
      select: ["name", "birthday", "customer.name"],
    });
    expect(body.data).toMatchObject([
      { name: "林晓雯", birthday: "1990-03-07", customer: { name: "客户 1" } },
    ]);
  });

  it("is only tried with Dry-Run, and ordered once for one key", async () => {
    const file = `${heading}\n试导 1,A 级,,,1,30,2026-01-05,否\n`;
    const tried = await importCsv(file, options, { "dry-run": "true" });
    expect([tried.status, tried.headers["dry-run"], tried.body.status, tried.body.result.created]).toEqual([
      202,
      "true",
      "succeeded",
      1,
    ]);
    expect(await count('name = "试导 1"')).toBe(0);

    const first = await importCsv(file, options, { "idempotency-key": "import-1" });
    const second = await importCsv(file, options, { "idempotency-key": "import-1" });
    expect([second.body.id, second.headers["idempotency-replayed"]]).toEqual([first.body.id, "true"]);
    expect(await count('name = "试导 1"')).toBe(1);
    const other = await importCsv(`${file}x`, options, { "idempotency-key": "import-1" });
    expect([other.status, other.body.code]).toEqual([422, "idempotency_mismatch"]);
  });

  it("reads cells that were guarded against spreadsheets, and guards them again", async () => {
    const file = `名称,备注\n'=公式,'+注\n"=HYPERLINK(""x"")","${"长".repeat(65_537)}"\n`;
    const answer = await importCsv(file, {
      ...options,
      mapping: { 名称: "name", 备注: "note" },
      onError: "skip",
    });
    expect(answer.body.result).toMatchObject({
      created: 1,
      failed: 1,
      errors: [{ code: "too_long", column: "备注" }],
    });
    expect(await count('name = "=公式" AND note = "+注"')).toBe(1);
    expect(await content(answer.body.result.errorFile)).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it("refuses options before it takes the job, each with its path", async () => {
    const refused = async (given: object) => faults(await importCsv(`${heading}\nx,,,,,,,\n`, given));
    expect(await refused({ ...options, entity: "crm.none" })).toEqual(["unknown_document /options/entity"]);
    expect(await refused({ ...options, entity: "crm.order_line" })).toEqual(["owned_entity /options/entity"]);
    expect(
      await refused({ ...options, mapping: { 名称: "nme", 电话: "owner.nobody", x: "owner.manager.name" } }),
    ).toEqual([
      "unknown_field /options/mapping/名称",
      "unknown_field /options/mapping/电话",
      "unsupported_kind /options/mapping/x",
    ]);
    expect(await refused({ ...options, mapping: { a: "name", b: "name" } })).toEqual([
      "ambiguous /options/mapping/b",
    ]);
    expect(await refused({ ...options, mode: "upsert", key: ["name"], format: "xlsx" })).toEqual([
      "unsupported_kind /options/format",
      "unsupported_kind /options/mode",
      "unsupported_kind /options/key",
    ]);
    expect(await refused({ ...options, mode: "append", extra: 1 })).toEqual(
      expect.arrayContaining(["unknown_member /options/extra", "bad_format /options/mode"]),
    );
    expect(await refused({ ...options, dateFormat: "soon" })).toEqual(["bad_format /options/dateFormat"]);
  });

  it("ends as failed with what is wrong with the file", async () => {
    const missing = await importCsv("名称,电话\nx,1\n", { ...options, mapping: { 名字: "name" } });
    expect(missing.body).toMatchObject({
      status: "failed",
      result: null,
      problem: {
        code: "validation_failed",
        errors: [{ code: "unknown_field", path: "/options/mapping/名字" }],
      },
    });
    const broken = await importCsv('名称\n"x\n', { ...options, mapping: { 名称: "name" } });
    expect(broken.body.problem.errors).toMatchObject([{ code: "bad_format", path: "/file" }]);
    const job = await admin("GET", `/api/v1/jobs/${broken.body.id}`, undefined, { "accept-language": "en" });
    expect(job.body.problem.errors[0].message).toMatch(/[A-Za-z]/);
  });

  it("reads other conventions of numbers and dates", async () => {
    const answer = await importCsv("名称;信用额度;合作日期\neuro;1.234,50;05.01.2026\n", {
      ...options,
      mapping: { 名称: "name", 信用额度: "credit_limit", 合作日期: "since" },
      decimalSeparator: ",",
      dateFormat: "dd.mm.yyyy",
    });
    expect(answer.body.result).toMatchObject({ created: 1, failed: 0 });
    const { body } = await admin("POST", "/api/v1/records/crm.customer/query", { filter: 'name = "euro"' });
    expect(body.data[0]).toMatchObject({ credit_limit: "1234.50", since: "2026-01-05" });
  });

  it("is no business of somebody without a role, and jobs are seen by their owner", async () => {
    const made = await importCsv("名称\n归属\n", { ...options, mapping: { 名称: "name" } });
    const { pool } = server.workspace;
    await pool.query("delete from ws_main._user_role");
    server.clock.advance(500);
    const refused = await importCsv("名称\n无权\n", { ...options, mapping: { 名称: "name" } });
    const own = await admin("GET", `/api/v1/jobs/${made.body.id}`);
    await pool.query("update ws_main._job set created_by = null where id = $1", [made.body.id]);
    const foreign = await admin("GET", `/api/v1/jobs/${made.body.id}`);
    await pool.query("insert into ws_main._user_role values ($1, 'system.admin')", [admin.user]);
    server.clock.advance(500);
    expect([refused.status, own.status, foreign.status]).toEqual([403, 200, 404]);
    expect((await admin("GET", `/api/v1/jobs/${made.body.id}`)).status).toBe(200);
    expect((await admin("POST", `/api/v1/jobs/${made.body.id}/cancel`)).body.status).toBe("succeeded");
  });
});
