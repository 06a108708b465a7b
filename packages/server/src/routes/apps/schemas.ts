import { answerOf, anyObject, appId, objectOf, text } from "../../http/schemas.ts";

export const appParams = objectOf({ app: appId });

const revision = { type: "integer", minimum: 1, maximum: 2_147_483_647 };
const flag = { type: "boolean" };

export const documentsQuery = objectOf(
  { kind: { type: "string", minLength: 1, maxLength: 40 }, revision },
  [],
);
export const exportQuery = objectOf({ revision, seed: flag }, []);

const appSummary = answerOf({ id: text, label: text, version: text, revision: { type: "integer" } });
const page = answerOf({ next: { type: ["string", "null"] } });

export const appsAnswer = answerOf({ data: { type: "array", items: appSummary }, page });
export const appAnswer = answerOf({ kind: text, id: text, version: text, revision: { type: "integer" } });
export const documentsAnswer = answerOf({
  data: { type: "array", items: answerOf({ kind: text, id: text }) },
  page,
});
export const bundleAnswer = answerOf({ app: anyObject, documents: { type: "array", items: anyObject } });

/** Changes of the plan whose loss is accepted. */
const changeIds = { type: "array", maxItems: 1000, items: { type: "string", maxLength: 500 } };

/** A bundle: the design service checks it whole. */
const bundle = objectOf(
  { app: anyObject, documents: { type: "array" }, seed: anyObject, acceptLoss: changeIds },
  ["app", "documents"],
);
/** An app that comes with the product, by its name. */
const example = objectOf(
  { example: { type: "string", minLength: 1, maxLength: 40 }, seed: flag, acceptLoss: changeIds },
  ["example"],
);

/** What is wrong with one of the two is told as a fault of that one: the choice is made by `example`, not by trying both. */
export const importBody = {
  type: "object",
  if: { required: ["example"] },
  then: example,
  else: bundle,
};

const change = answerOf({
  id: text,
  kind: text,
  target: text,
  ddl: { type: "array", items: text },
  rewrite: flag,
  loss: answerOf({ rows: { type: "integer" }, values: { type: "integer" } }),
});

export const importAnswer = answerOf({
  app: text,
  revision: { type: "integer" },
  plan: answerOf({
    plan: text,
    from: { type: "integer" },
    to: { type: "integer" },
    changes: { type: "array", items: change },
    problems: { type: "array" },
  }),
});
