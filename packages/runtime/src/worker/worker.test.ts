import { type JsonObject, ProblemError } from "@dougong/model";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../database/run.ts";
import type { JobRun } from "../jobs/job.ts";
import { createJobs } from "../jobs/jobs.ts";
import { quiet, type TestWorkspace, testWorkspace } from "../testing/test-workspace.ts";
import { createWorker, type Worker } from "./create-worker.ts";
import { takeOver } from "./worker-heartbeat.ts";

let test: TestWorkspace;
let worker: Worker | null = null;
beforeAll(async () => {
  test = await testWorkspace();
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => test.close());

function start(run: (job: JobRun) => Promise<JsonObject>): void {
  worker = createWorker({ workspace: test.workspace, handlers: [{ kind: "test", run }], logger: quiet });
}

async function order(input: JsonObject = {}): Promise<string> {
  return inTransaction(test.workspace.pool, (client) =>
    createJobs(test.workspace).add(client, { kind: "test", input, createdBy: null }),
  );
}

/** A promise and the way to keep it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("jobs", () => {
  it("runs what was ordered, tells how far it is, and keeps the result", async () => {
    const jobs = createJobs(test.workspace);
    const halfway = gate();
    const goOn = gate();
    start(async (job) => {
      await job.progress(0.5);
      halfway.open();
      await goOn.opened;
      return { doubled: Number(job.input.n) * 2 };
    });
    const id = await order({ n: 21 });
    await halfway.opened;
    expect(await jobs.find(id)).toMatchObject({ status: "running", progress: 0.5, result: null });
    expect(await jobs.wait(id, 0)).toMatchObject({ status: "running" });
    goOn.open();
    expect(await jobs.wait(id, 20)).toMatchObject({
      id,
      kind: "test",
      status: "succeeded",
      progress: 1,
      result: { doubled: 42 },
      problem: null,
    });
  });

  it("orders nothing when the caller's transaction fails", async () => {
    const jobs = createJobs(test.workspace);
    let id = "";
    await expect(
      inTransaction(test.workspace.pool, async (client) => {
        id = await jobs.add(client, { kind: "test", input: {}, createdBy: null });
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(await jobs.find(id)).toBeNull();
    expect(
      (await test.workspace.pool.query("select from ws_main._private_jobs where payload->>'job' = $1", [id]))
        .rowCount,
    ).toBe(0);
  });

  it("ends as failed with the problem as data", async () => {
    start(async () => {
      throw new ProblemError("validation_failed", [{ code: "required", path: "/x" }]);
    });
    const job = await createJobs(test.workspace).wait(await order(), 20);
    expect(job).toMatchObject({
      status: "failed",
      problem: { code: "validation_failed", problems: [{ code: "required", path: "/x" }] },
    });
  });

  it("stops a waiting job at once and a running one at its next step", async () => {
    const jobs = createJobs(test.workspace);
    const waiting = await order();
    expect(await jobs.cancel(waiting)).toMatchObject({ status: "cancelled" });
    const begun = gate();
    const goOn = gate();
    const seen: string[] = [];
    start(async (job) => {
      seen.push(job.id);
      begun.open();
      await goOn.opened;
      await job.progress(0.9);
      return {};
    });
    const running = await order();
    await begun.opened;
    expect(await jobs.cancel(running)).toMatchObject({ status: "running" });
    goOn.open();
    expect(await jobs.wait(running, 20)).toMatchObject({ status: "cancelled" });
    expect(seen).toEqual([running]);
  });

  it("hands a job on when its process stops, and another process ends it", async () => {
    const jobs = createJobs(test.workspace);
    const begun = gate();
    const stopped = gate();
    start(async (job) => {
      begun.open();
      await stopped.opened;
      await job.progress(0.1);
      return { by: "first" };
    });
    const id = await order();
    await begun.opened;
    const stopping = worker?.stop();
    worker = null;
    stopped.open();
    await stopping;
    expect(await jobs.find(id)).toMatchObject({ status: "queued" });
    start(async () => ({ by: "second" }));
    expect(await jobs.wait(id, 20)).toMatchObject({ status: "succeeded", result: { by: "second" } });
  });

  it("takes over the jobs of a worker that fell silent, not those of one that lives", async () => {
    const { pool } = test.workspace;
    const id = await order();
    await pool.query(
      "update ws_main._private_jobs set locked_by = 'killed', locked_at = now() - interval '16 s', attempts = 1 where payload->>'job' = $1",
      [id],
    );
    await pool.query("insert into ws_main._worker values ('killed', now())");
    expect(await takeOver(test.workspace)).toBe(0);
    await pool.query("update ws_main._worker set seen_at = now() - interval '16 s' where id = 'killed'");
    expect(await takeOver(test.workspace)).toBe(1);
    start(async () => ({ done: true }));
    expect(await createJobs(test.workspace).wait(id, 20)).toMatchObject({ status: "succeeded" });
  });

  it("counts what waits, and knows whether a worker lives", async () => {
    const jobs = createJobs(test.workspace);
    await order();
    expect(await jobs.depth()).toBe(1);
    start(async () => ({}));
    await expect.poll(() => jobs.depth(), { timeout: 20_000 }).toBe(0);
    expect(await jobs.hasWorker()).toBe(true);
    await worker?.stop();
    worker = null;
    expect(await jobs.hasWorker()).toBe(false);
  });
});
