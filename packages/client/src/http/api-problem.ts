import { isJsonObject, type JsonObject, type JsonValue, type ProblemItem } from "@dougong/model";

/** An answer of 400 and above: what `application/problem+json` said (contract 2.1). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** Every fault found, each with its JSON Pointer. */
  readonly items: readonly ProblemItem[];
  readonly requestId: string | null;
  /** Further members, e.g. `current` and `conflicts` of a version conflict. */
  readonly members: JsonObject;
  /** Seconds of `Retry-After`, where the server gave them. */
  readonly retryAfter: number | null;

  constructor(status: number, body: JsonValue, retryAfter: number | null) {
    const members = isJsonObject(body) ? body : {};
    const title = textOf(members["title"]) ?? `HTTP ${status}`;
    super(title);
    this.name = "ApiProblem";
    this.status = status;
    this.title = title;
    this.code = textOf(members["code"]) ?? "internal";
    this.requestId = textOf(members["requestId"]);
    this.items = itemsOf(members["errors"]);
    this.members = members;
    this.retryAfter = retryAfter;
  }
}

/** The request did not reach the server, or its answer did not reach us. */
export class ConnectionProblem extends Error {
  constructor(cause: unknown) {
    super("No connection", { cause });
    this.name = "ConnectionProblem";
  }
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function itemsOf(value: JsonValue | undefined): ProblemItem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isJsonObject).map((item) => ({
    code: textOf(item["code"]) ?? "",
    path: textOf(item["path"]) ?? "",
    message: textOf(item["message"]) ?? "",
    fix: textOf(item["fix"]) ?? "",
    ...(item["expected"] === undefined ? {} : { expected: item["expected"] }),
    ...(item["got"] === undefined ? {} : { got: item["got"] }),
  }));
}
