import type { JsonObject, JsonValue } from "@dougong/model";
import type { Client } from "../http/client.ts";
import { asObject, numberAt, objectAt, objectsAt, textAt } from "../http/read.ts";

/** How a file is read and what its columns fill (contract 2.8). */
export interface ImportOptions extends JsonObject {
  readonly entity: string;
  readonly format: "csv" | "xlsx";
  readonly mapping: Readonly<Record<string, string>>;
  readonly mode: "create" | "update" | "upsert";
  readonly key?: readonly string[];
  readonly onError?: "stop" | "skip";
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly dateFormat?: string;
  readonly decimalSeparator?: string;
  readonly thousandsSeparator?: string;
}

export interface ImportError {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
  readonly got: JsonValue;
}

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly errors: readonly ImportError[];
  /** Id of the file with the failed rows as given plus `$error`. */
  readonly errorFile: string | null;
}

export interface Job {
  readonly id: string;
  readonly status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  /** 0..1. */
  readonly progress: number;
  readonly result: JsonValue;
  readonly problem: JsonObject | null;
}

/** Sends the file; with `dryRun` all checks run and nothing is kept. */
export async function startImport(
  client: Client,
  file: File,
  options: ImportOptions,
  settings: { readonly dryRun: boolean; readonly idempotencyKey: string },
): Promise<Job> {
  const form = new FormData();
  form.set("options", JSON.stringify(options));
  form.set("file", file);
  const { body } = await client.send({
    method: "POST",
    path: "/imports",
    form,
    ...(settings.dryRun ? { headers: { "dry-run": "true" } } : { idempotencyKey: settings.idempotencyKey }),
  });
  return readJob(asObject(body));
}

export async function fetchJob(client: Client, id: string, signal?: AbortSignal): Promise<Job> {
  const { body } = await client.send({ path: `/jobs/${id}`, ...(signal === undefined ? {} : { signal }) });
  return readJob(asObject(body));
}

export function readImportResult(result: JsonValue): ImportResult {
  return {
    created: numberAt(result, "created"),
    updated: numberAt(result, "updated"),
    unchanged: numberAt(result, "unchanged"),
    failed: numberAt(result, "failed"),
    errors: objectsAt(result, "errors").map((error) => ({
      row: numberAt(error, "row"),
      column: textAt(error, "column"),
      code: textAt(error, "code"),
      message: textAt(error, "message"),
      got: error["got"] ?? null,
    })),
    errorFile: textAt(result, "errorFile") || textAt(objectAt(result, "errorFile"), "id") || null,
  };
}

/** Address of a file's content, for a download link. */
export function fileAddress(id: string): string {
  return `/api/v1/files/${id}/content`;
}

const jobStatuses = ["queued", "running", "succeeded", "failed", "cancelled"] as const;

function readJob(body: JsonObject): Job {
  const problem = objectAt(body, "problem");
  return {
    id: textAt(body, "id"),
    status: jobStatuses.find((status) => status === body["status"]) ?? "running",
    progress: numberAt(body, "progress"),
    result: body["result"] ?? null,
    problem: Object.keys(problem).length === 0 ? null : problem,
  };
}
