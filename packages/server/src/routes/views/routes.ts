import { type Catalogue, compileConditionSource, recordContext } from "@dougong/fields";
import type { ExpressionSource, Query, ViewDocument } from "@dougong/model";
import { findDocument, qualify } from "../../http/find-document.ts";
import { sendJsonText } from "../../http/json-answer.ts";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery, objectOf, qualifiedId } from "../../http/schemas.ts";
import { type QueryMembers, readQuery } from "../records/read-query.ts";
import { listAnswer, queryBody } from "../records/schemas.ts";

const viewParams = objectOf({ view: qualifiedId });

/** The view's columns, which the query's own `select` or `expand` replace. */
function columnsOf(view: ViewDocument): readonly string[] | undefined {
  return view.columns?.map((column) => (typeof column === "string" ? column : column.field));
}

/** Both conditions as one. A part that is at fault is asked alone: its problems then have its own paths. */
function both(
  catalogue: Catalogue,
  entity: string,
  view: ExpressionSource | undefined,
  own: ExpressionSource | undefined,
): ExpressionSource | undefined {
  const found = catalogue.entities.get(entity);
  if (view === undefined || own === undefined || found === undefined) return own ?? view;
  const context = recordContext(catalogue.entities, found, "rule");
  const [first, second] = [compileConditionSource(view, context), compileConditionSource(own, context)];
  if ("problems" in second) return own;
  if ("problems" in first) return view;
  return JSON.parse(JSON.stringify({ and: [first.expression, second.expression] }));
}

/** What a view asks for, with what its reader adds: a filter narrows it, all else replaces. */
function queryOf(catalogue: Catalogue, app: string, view: ViewDocument, members: QueryMembers): Query {
  const entity = qualify(app, view.entity);
  const given = readQuery(entity, members);
  const where = both(catalogue, entity, view.filter, given.where);
  const select = given.select ?? (given.expand === undefined ? columnsOf(view) : undefined);
  const sort = given.sort ?? view.sort;
  const limit = given.limit ?? view.pageSize;
  return {
    ...given,
    ...(where === undefined ? {} : { where }),
    ...(select === undefined ? {} : { select }),
    ...(sort === undefined ? {} : { sort }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Records as a published view shows them. */
export const views: Resource = {
  name: "views",
  register(app, { queries }) {
    app.post<{ Params: { view: string }; Body: QueryMembers | null }>(
      "/api/v1/views/:view/query",
      {
        schema: {
          params: viewParams,
          querystring: noQuery,
          body: { ...queryBody, type: ["object", "null"] },
          response: answers({ 200: listAnswer }),
        },
        config: {
          access: "session",
          operation: "queryView",
          summary: "Records of a view; `filter` is added to the view's, `sort` replaces it",
        },
      },
      async (request, reply) => {
        const found = await findDocument(request, "view", request.params.view);
        const [actor, pinned] = await Promise.all([request.actor(), request.pin()]);
        const query = queryOf(found.catalogue, found.app, found.document, request.body ?? {});
        return sendJsonText(reply, await queries.list({ actor, ...pinned }, query));
      },
    );
  },
};
