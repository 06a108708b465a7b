import { createHash, randomBytes } from "node:crypto";
import { ProblemError } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestWorkspace, testWorkspace } from "../testing/test-workspace.ts";
import { createFiles, fileLimit } from "./files.ts";

let test: TestWorkspace;
beforeAll(async () => {
  test = await testWorkspace();
});
afterAll(() => test.close());

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function bytesOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of content) all.push(piece);
  return Buffer.concat(all);
}

describe("files", () => {
  it.each([0, 1, 262_143, 262_144, 262_145, 1_000_003])("keeps %i bytes as they came", async (size) => {
    const files = createFiles(test.workspace);
    const content = randomBytes(size);
    const stored = await files.store(pieces(content, 70_001), {
      name: "a.bin",
      type: "application/x-own",
      createdBy: null,
    });
    expect(stored).toMatchObject({
      size,
      type: "application/x-own",
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    expect(await files.find(stored.id)).toEqual(stored);
    expect((await bytesOf(files.read(stored))).equals(content)).toBe(true);
  });

  it("reads any range, also over the edges of chunks", async () => {
    const files = createFiles(test.workspace);
    const content = randomBytes(600_000);
    const stored = await files.store(pieces(content, 100_000), { name: "r", type: "x/y", createdBy: null });
    for (const [start, end] of [
      [0, 0],
      [262_143, 262_144],
      [1, 599_999],
      [524_288, 599_999],
      [100, 400_000],
    ] as const) {
      expect(
        (await bytesOf(files.read(stored, { start, end }))).equals(content.subarray(start, end + 1)),
      ).toBe(true);
    }
  });

  it("refuses more than 50 MiB and keeps nothing of it", async () => {
    const files = createFiles(test.workspace);
    const count = async () =>
      (
        await test.workspace.pool.query(
          `select (select count(*) from ws_main._file) + (select count(*) from ws_main._file_chunk) as n`,
        )
      ).rows[0].n;
    const before = await count();
    const chunk = Buffer.alloc(1024 * 1024);
    async function* endless() {
      for (let sent = 0; sent <= fileLimit; sent += chunk.length) yield chunk;
    }
    const refused = await files
      .store(endless(), { name: "big", type: "x/y", createdBy: null })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ code: "too_large" });
    expect(await count()).toBe(before);
  });

  it("does not show a file whose upload broke off", async () => {
    const files = createFiles(test.workspace);
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(300_000);
      throw new Error("connection lost");
    }
    await expect(files.store(broken(), { name: "b", type: "x/y", createdBy: null })).rejects.toThrow(
      "connection lost",
    );
    expect((await test.workspace.pool.query(`select from ws_main._file where name = 'b'`)).rowCount).toBe(0);
  });

  it("gives names without folders and types that can stand in a header", async () => {
    const files = createFiles(test.workspace);
    const named = async (name: string, type: string) => {
      const { name: kept, type: as } = await files.store(pieces(Buffer.from("x"), 1), {
        name,
        type,
        createdBy: null,
      });
      return [kept, as];
    };
    expect(await named("../../etc/passwd", "text/html\r\nX: y")).toEqual([
      "passwd",
      "application/octet-stream",
    ]);
    expect(await named("C:\\报表\\客户\u202e.csv", "TEXT/CSV; charset=gbk")).toEqual([
      "客户.csv",
      "text/csv",
    ]);
    expect(await named("..", "")).toEqual(["file", "application/octet-stream"]);
  });

  it("finds nothing under what is no id, and removes unattached files after a day", async () => {
    const files = createFiles(test.workspace);
    expect(await files.find("'; drop table _file; --")).toBeNull();
    const stored = await files.store(pieces(Buffer.from("x"), 1), {
      name: "old",
      type: "x/y",
      createdBy: null,
    });
    test.clock.advance(86_400_001);
    expect(await files.purge()).toBeGreaterThan(0);
    expect(await files.find(stored.id)).toBeNull();
  });
});
