import type { JsonValue } from "@dougong/model";
import { ApiProblem, ConnectionProblem } from "./api-problem.ts";
import { sendForm } from "./send-form.ts";

/** One request of the API. `path` begins after `/api/v1`. */
export interface Call {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: JsonValue;
  readonly form?: FormData;
  /** Told how much of the form has gone, 0..1; in a browser. */
  onShare?(share: number): void;
  /** Version of the record that the change is based on; `"*"` lets the last write win. */
  readonly ifMatch?: number | "*";
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** A 401 of this call is an answer to show, not an ended session (sign-in, setup). */
  readonly anonymous?: boolean;
}

/** A successful answer; `body` is null for 204. */
export interface Answer {
  readonly status: number;
  readonly body: JsonValue;
  /** Version from the ETag. */
  readonly version: number | null;
  readonly headers: Headers;
}

export interface ClientOptions {
  /** Origin and prefix before `/api/v1`; `""` for the page's own origin. */
  readonly baseUrl: string;
  /** BCP 47 of the user: `Accept-Language`. */
  locale(): string;
  /** Token of the signed-in session for `X-CSRF-Token`. */
  csrf(): string | null;
  readonly fetch?: typeof fetch;
  /**
   * Called when the session has ended. Resolves true once somebody has signed in again in place:
   * the call is then repeated, so nothing that was typed is lost.
   */
  signInAgain?(): Promise<boolean>;
}

/** Speaks HTTP with the server; knows no screens. */
export interface Client {
  /** @throws ApiProblem for an answer ≥ 400 · ConnectionProblem when there was none */
  send(call: Call): Promise<Answer>;
  readonly locale: () => string;
}

/**
 * @example
 * const client = createClient({ baseUrl: "", locale: () => "zh-CN", csrf: () => token });
 * await client.send({ path: "/me" });
 */
export function createClient(options: ClientOptions): Client {
  const once = async (call: Call): Promise<Answer> => {
    const response = await reach(options, call);
    const body = await bodyOf(response);
    if (response.status >= 400) throw new ApiProblem(response.status, body, retryAfterOf(response));
    return { status: response.status, body, version: versionOf(response), headers: response.headers };
  };
  return {
    locale: options.locale,
    async send(call) {
      try {
        return await once(call);
      } catch (problem) {
        const ended = problem instanceof ApiProblem && isSessionOver(problem);
        if (!ended || call.anonymous === true || options.signInAgain === undefined) throw problem;
        if (await options.signInAgain()) return once(call);
        throw problem;
      }
    },
  };
}

/** A token of an earlier session is refused as `csrf_failed`: for the user that is an ended session, too. */
function isSessionOver(problem: ApiProblem): boolean {
  return problem.status === 401 || problem.code === "csrf_failed";
}

async function reach(options: ClientOptions, call: Call): Promise<Response> {
  const send = options.fetch ?? fetch;
  try {
    if (call.form !== undefined && call.onShare !== undefined && typeof XMLHttpRequest !== "undefined")
      return await sendForm(
        addressOf(options.baseUrl, call),
        { method: call.method ?? "POST", headers: headersOf(options, call), form: call.form },
        call.onShare,
      );
    return await send(addressOf(options.baseUrl, call), {
      method: call.method ?? "GET",
      headers: headersOf(options, call),
      credentials: "same-origin",
      ...(call.form !== undefined
        ? { body: call.form }
        : call.body !== undefined
          ? { body: JSON.stringify(call.body) }
          : {}),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
  } catch (cause) {
    if (call.signal?.aborted === true) throw cause;
    throw new ConnectionProblem(cause);
  }
}

function addressOf(baseUrl: string, call: Call): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return `${baseUrl}/api/v1${call.path}${text === "" ? "" : `?${text}`}`;
}

function headersOf(options: ClientOptions, call: Call): Record<string, string> {
  const changes = call.method !== undefined && call.method !== "GET";
  const csrf = options.csrf();
  return {
    accept: "application/json",
    "accept-language": options.locale(),
    ...(call.form === undefined && call.body !== undefined ? { "content-type": "application/json" } : {}),
    ...(changes && csrf !== null ? { "x-csrf-token": csrf } : {}),
    ...(call.ifMatch === undefined ? {} : { "if-match": call.ifMatch === "*" ? "*" : `"${call.ifMatch}"` }),
    ...(call.idempotencyKey === undefined ? {} : { "idempotency-key": call.idempotencyKey }),
    ...call.headers,
  };
}

async function bodyOf(response: Response): Promise<JsonValue> {
  const text = await response.text().catch((cause: unknown) => {
    throw new ConnectionProblem(cause);
  });
  if (text === "") return null;
  if (!(response.headers.get("content-type") ?? "").includes("json")) return text;
  try {
    const body: JsonValue = JSON.parse(text);
    return body;
  } catch (cause) {
    throw new ConnectionProblem(cause);
  }
}

function versionOf(response: Response): number | null {
  const match = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get("etag") ?? "");
  return match?.[1] === undefined ? null : Number(match[1]);
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? "");
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
