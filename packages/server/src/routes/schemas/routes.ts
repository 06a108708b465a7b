import { fieldModels } from "@dougong/fields/model";
import { createDocumentSchemas, isDocumentKind, ProblemError } from "@dougong/model";
import type { Resource } from "../../http/resource.ts";
import { answers, anyObject, noQuery, objectOf } from "../../http/schemas.ts";

const params = objectOf({ file: { type: "string", maxLength: 60 } });

/** JSON Schemas of the document kinds, as `$schema` names them. */
export const schemas: Resource = {
  name: "schemas",
  register(app) {
    const byKind = createDocumentSchemas(Object.values(fieldModels));
    app.get<{ Params: { file: string } }>(
      "/schemas/v1/:file",
      {
        schema: { params, querystring: noQuery, response: answers({ 200: anyObject }) },
        config: {
          access: "public",
          operation: "readDocumentSchema",
          summary: "JSON Schema of a document kind",
          internal: true,
        },
      },
      async (request, reply) => {
        const kind = /^([a-z]+)\.json$/.exec(request.params.file)?.[1];
        if (kind === undefined || !isDocumentKind(kind)) throw new ProblemError("not_found");
        return reply
          .type("application/schema+json")
          .header("cache-control", "public, max-age=3600")
          .send(byKind[kind]);
      },
    );
  },
};
