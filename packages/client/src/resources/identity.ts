import type { JsonObject, JsonValue } from "@dougong/model";
import type { Client } from "../http/client.ts";
import { asObject, objectAt, textAt } from "../http/read.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A signed-in session. */
export interface Session {
  readonly user: Person;
  readonly csrfToken: string;
}

export interface SetupInput extends JsonObject {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly workspace: {
    readonly name: string;
    readonly timeZone: string;
    readonly locale: string;
    readonly currency: string;
  };
}

/** Who is signed in, with the facts of the workspace that screens show. */
export interface Me {
  readonly user: Person;
  readonly roles: readonly string[];
  readonly workspace: {
    readonly name: string;
    readonly timeZone: string;
    readonly locale: string;
    readonly currency: string;
  };
  readonly apps: readonly { readonly id: string; readonly label: string; readonly revision: number }[];
}

export async function fetchSetup(client: Client): Promise<{ readonly needed: boolean }> {
  const { body } = await client.send({ path: "/setup", anonymous: true });
  return { needed: asObject(body)["needed"] === true };
}

/** Makes the first admin and signs in. @throws ApiProblem `already_set_up`, `unauthenticated` for a wrong token */
export async function setUp(client: Client, input: SetupInput): Promise<Session> {
  const { body } = await client.send({ method: "POST", path: "/setup", body: input, anonymous: true });
  return readSession(body);
}

export async function signIn(client: Client, email: string, password: string): Promise<Session> {
  const { body } = await client.send({
    method: "POST",
    path: "/session",
    body: { email, password },
    anonymous: true,
  });
  return readSession(body);
}

/** The session of the cookie. @throws ApiProblem `unauthenticated` */
export async function fetchSession(client: Client): Promise<Session> {
  const { body } = await client.send({ path: "/session", anonymous: true });
  return readSession(body);
}

export async function signOut(client: Client): Promise<void> {
  await client.send({ method: "DELETE", path: "/session", anonymous: true });
}

export async function fetchMe(client: Client, signal?: AbortSignal): Promise<Me> {
  const { body } = await client.send({ path: "/me", ...(signal === undefined ? {} : { signal }) });
  const workspace = objectAt(body, "workspace");
  const apps = asObject(body)["apps"];
  return {
    user: readPerson(objectAt(body, "user")),
    roles: textsOf(asObject(body)["roles"]),
    workspace: {
      name: textAt(workspace, "name"),
      timeZone: textAt(workspace, "timeZone") || "UTC",
      locale: textAt(workspace, "locale"),
      currency: textAt(workspace, "currency"),
    },
    apps: (Array.isArray(apps) ? apps : []).map((app) => ({
      id: typeof app === "string" ? app : textAt(app, "id"),
      label: textAt(app, "label"),
      revision: Number(asObject(app)["revision"] ?? 0),
    })),
  };
}

function readSession(body: JsonValue): Session {
  return { user: readPerson(objectAt(body, "user")), csrfToken: textAt(body, "csrfToken") };
}

function readPerson(user: JsonObject): Person {
  return { id: textAt(user, "id"), name: textAt(user, "name"), email: textAt(user, "email") };
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
