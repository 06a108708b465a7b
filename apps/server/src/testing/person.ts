/** An answer of a real server. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON of whatever shape, null where there is none; tests look into it. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Calls a real server over the network as one person. */
export type Person = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export const admin = { email: "admin@example.com", password: "correct horse battery staple" };
export const setupToken = "let me in please";

const setup = {
  ...admin,
  token: setupToken,
  name: "林晓雯",
  workspace: { name: "津海重工", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" },
};

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== "" ? JSON.parse(text) : null,
  };
}

function bodyOf(body: unknown): Pick<RequestInit, "body" | "headers"> {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

async function signedIn(url: string, path: string, body: unknown): Promise<Person> {
  const response = await fetch(`${url}${path}`, { method: "POST", ...bodyOf(body) });
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const answer = await answerOf(response);
  if (answer.status !== 201) throw new Error(`not signed in: ${answer.status}`);
  const own = { cookie, "x-csrf-token": String(answer.body.csrfToken) };
  return async (method, to, given, headers) => {
    const { headers: type, ...init } = bodyOf(given);
    return answerOf(
      await fetch(`${url}${to}`, { method, ...init, headers: { ...own, ...type, ...headers } }),
    );
  };
}

/** Makes the first admin, who is signed in then. */
export function setUp(url: string): Promise<Person> {
  return signedIn(url, "/api/v1/setup", setup);
}

export function signIn(url: string): Promise<Person> {
  return signedIn(url, "/api/v1/session", admin);
}
