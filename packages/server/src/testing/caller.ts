import type { FastifyInstance, InjectOptions } from "fastify";
import { password, setupToken } from "./test-server.ts";

/** An answer as a test looks at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Parsed JSON of whatever shape; tests look into it. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Calls the server as one person. */
export interface Caller {
  (method: string, url: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  readonly cookie: string;
  readonly csrfToken: string;
  readonly user: string;
}

export async function call(app: FastifyInstance, options: InjectOptions): Promise<Answer> {
  const response = await app.inject(options);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  );
  const isJson = (headers["content-type"] ?? "").includes("json");
  return {
    status: response.statusCode,
    headers,
    text: response.payload,
    body: isJson && response.payload !== "" ? JSON.parse(response.payload) : null,
  };
}

/** Calls without signing in. */
export function anonymous(app: FastifyInstance) {
  return (method: string, url: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
    call(app, request(method, url, body, headers));
}

function request(
  method: string,
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): InjectOptions {
  const isText = typeof body === "string" || Buffer.isBuffer(body);
  return {
    method: method as "GET",
    url,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
  };
}

export const setupBody = {
  token: setupToken,
  email: "admin@example.com",
  password,
  name: "林晓雯",
  workspace: { name: "津海重工", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" },
};

/** A caller from the answer of a sign-in. */
export function callerOf(app: FastifyInstance, answer: Answer): Caller {
  if (answer.status !== 201) throw new Error(`not signed in: ${answer.status} ${answer.text}`);
  const cookie = (answer.headers["set-cookie"] ?? "").split(";")[0] ?? "";
  const csrfToken: string = answer.body.csrfToken;
  const caller = (
    method: string,
    url: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const own = { cookie, ...(method === "GET" || method === "HEAD" ? {} : { "x-csrf-token": csrfToken }) };
    return call(app, request(method, url, body, { ...own, ...headers }));
  };
  return Object.assign(caller, { cookie, csrfToken, user: String(answer.body.user.id) });
}

/** Sets the workspace up and answers its first admin. */
export async function setUp(app: FastifyInstance): Promise<Caller> {
  return callerOf(app, await anonymous(app)("POST", "/api/v1/setup", setupBody));
}
