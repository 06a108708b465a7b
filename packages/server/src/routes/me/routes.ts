import type { Catalogue } from "@dougong/fields";
import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, noQuery, text } from "../../http/schemas.ts";
import { person } from "../session/schemas.ts";

const page = answerOf({ id: text, label: text, group: text }, ["id", "label"]);
const texts = { type: "array", items: text };

const meAnswer = answerOf({
  user: person,
  roles: texts,
  scopes: texts,
  workspace: answerOf({ name: text, timeZone: text, locale: text, currency: text }),
  apps: {
    type: "array",
    items: answerOf({
      id: text,
      label: text,
      revision: { type: "integer" },
      pages: { type: "array", items: page },
    }),
  },
});

/** Every scope of contract 2.3: a session is as wide as its user's roles. */
const scopes = [
  "records:read",
  "records:write",
  "approvals",
  "flows:run",
  "reports:run",
  "files",
  "design",
  "admin",
];

/** Apps with their pages, as far as the roles reach: an admin reaches all. */
function reachable(catalogue: Catalogue, roles: readonly string[]) {
  if (!roles.includes("system.admin")) return [];
  return [...catalogue.apps.values()].map(({ document, revision }) => ({
    id: document.id,
    label: document.label ?? document.id,
    revision,
    ...(document.icon === undefined ? {} : { icon: document.icon }),
    ...(document.color === undefined ? {} : { color: document.color }),
    ...(document.home === undefined ? {} : { home: document.home }),
    pages: (catalogue.documents.get(document.id) ?? [])
      .filter((one) => one.kind === "page")
      .map((one) => ({
        id: one.id,
        label: one.label ?? one.id,
        ...(one.menu === undefined ? {} : { menu: one.menu }),
      })),
  }));
}

/** Who one is, and what one reaches. */
export const me: Resource = {
  name: "me",
  register(app) {
    app.get(
      "/api/v1/me",
      {
        schema: { querystring: noQuery, response: answers({ 200: meAnswer }) },
        config: {
          access: "session",
          operation: "readMe",
          summary: "The signed-in user with roles, apps and pages",
        },
      },
      async (request) => {
        const { catalogue, settings } = await request.pin();
        const roles = request.signedIn?.roles ?? [];
        return {
          user: request.signedIn?.user,
          roles,
          scopes: roles.includes("system.admin") ? scopes : [],
          workspace: settings,
          apps: reachable(catalogue, roles),
        };
      },
    );
  },
};
