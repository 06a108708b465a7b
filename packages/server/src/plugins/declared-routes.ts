import type { FastifyInstance, RouteOptions } from "fastify";
import fp from "fastify-plugin";
import type { DeclaredRoute } from "../http/fastify-types.ts";

const withBody = new Set(["POST", "PUT", "PATCH"]);

/** What a route fails to say about itself; an empty list is a route that may start. */
function missing(route: RouteOptions, method: string): readonly string[] {
  const schema = route.schema ?? {};
  const out: string[] = [];
  if (route.config?.access === undefined) out.push("access");
  if (route.config?.summary === undefined || route.config.operation === undefined)
    out.push("summary and operation");
  if (schema.querystring === undefined) out.push("query schema");
  if (schema.response === undefined) out.push("response schema");
  if (/[:*]/.test(route.url) && schema.params === undefined) out.push("params schema");
  if (withBody.has(method) && schema.body === undefined) out.push("body schema");
  return out;
}

/**
 * Refuses to start with a route that does not declare its access and its schemas, and keeps the list
 * of all routes: for 405, OpenAPI, and tests that try every route as every kind of caller.
 */
export const declaredRoutes = fp(
  async (app: FastifyInstance) => {
    const routes: DeclaredRoute[] = [];
    app.decorate("declaredRoutes", routes);
    app.addHook("onRoute", (route) => {
      for (const method of [route.method].flat()) {
        const lacks = missing(route, method);
        if (lacks.length > 0 || route.config === undefined) {
          throw new Error(`${method} ${route.url} does not declare: ${lacks.join(", ")}`);
        }
        if (method === "HEAD") continue;
        routes.push({ method, url: route.url, declaration: route.config, schema: { ...route.schema } });
      }
    });
  },
  { name: "declared-routes" },
);
