import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Environment } from "./environment.ts";
import { round } from "./measure.ts";

/** An import of customers through the API against COPY of the same rows. */
export interface ImportResult {
  readonly rows: number;
  /** Rows a second. */
  readonly platform: number;
  readonly copy: number;
  readonly ratio: number;
}

const names = ["name", "level", "status", "phone", "credit_limit", "payment_days"];

function csvRows(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => {
    const index = from + place;
    const level = "abcd"[index % 4] ?? "a";
    return `进口客户 ${index},${level},active,+86139${String(index).padStart(8, "0")},${index % 1000}.50,${index % 90}`;
  });
}

async function importThrough({ platform }: Environment, rows: readonly string[]): Promise<void> {
  const form = new FormData();
  const mapping = Object.fromEntries(names.map((name) => [name, name]));
  form.set("options", JSON.stringify({ entity: "crm.customer", format: "csv", mapping, mode: "create" }));
  form.set("file", new Blob([`${names.join(",")}\n${rows.join("\n")}\n`], { type: "text/csv" }), "rows.csv");
  const base = `http://127.0.0.1:${platform.port}`;
  const headers = { ...platform.headers, prefer: "wait=30" };
  const send = () => fetch(`${base}/api/v1/imports`, { method: "POST", headers, body: form });
  let ask = send;
  let answer = await send();
  for (;;) {
    // A busy machine may say that its database is away: nothing was done, so the same is asked again.
    if (answer.status === 503) {
      await answer.arrayBuffer();
      answer = await ask();
      continue;
    }
    const job: { id: string; status: string; result?: { created?: number } } = JSON.parse(
      await answer.text(),
    );
    if (job.status === "succeeded" && job.result?.created === rows.length) return;
    if (job.status !== "queued" && job.status !== "running")
      throw new Error(`the import ended as ${JSON.stringify(job)}`);
    ask = () => fetch(`${base}/api/v1/jobs/${job.id}`, { headers });
    answer = await ask();
  }
}

/** COPY of the same rows into the floor's table, which has neither triggers nor a history. */
async function copy({ pool }: Environment, rows: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    const columns = ["id", "version", "created_at", "updated_at", ...names].join(", ");
    const stream = client.query(
      copyFrom(`copy floor.crm__customer (${columns}) from stdin with (format csv)`),
    );
    const at = new Date().toISOString();
    await pipeline(Readable.from(rows.map((row) => `${randomUUID()},1,${at},${at},${row}\n`)), stream);
  } finally {
    client.release();
  }
}

/** Rows a second of both ways, each in a file of its own. */
export async function measureImport(environment: Environment, rows: number): Promise<ImportResult> {
  await importThrough(environment, csvRows(1_000_000, Math.min(rows, 500)));
  const seconds = async (work: () => Promise<void>) => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const ours = await seconds(() => importThrough(environment, csvRows(2_000_000, rows)));
  const bare = await seconds(() => copy(environment, csvRows(2_000_000, rows)));
  return {
    rows,
    platform: round(rows / ours, 0),
    copy: round(rows / bare, 0),
    ratio: round(bare / ours, 3),
  };
}
