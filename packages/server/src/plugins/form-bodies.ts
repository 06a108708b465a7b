import { ProblemError } from "@dougong/model";
import { fileLimit } from "@dougong/runtime";
import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

const textLimit = 1024 * 1024;

/** One byte more than a file may have: that it is too large is then seen where it is stored. */
const limits = {
  fileSize: fileLimit + 1,
  files: 1,
  fields: 8,
  parts: 9,
  fieldSize: textLimit,
  headerPairs: 50,
};

/** Forms are read where a route declares one, and nowhere else. */
export const formBodies = fp(
  async (app: FastifyInstance) => {
    await app.register(multipart, { limits, throwFileSizeLimit: false });
    app.addHook("onRequest", async (request) => {
      const wanted = request.routeOptions.config.multipart !== undefined;
      const given =
        request.headers["content-type"]?.trim().toLowerCase().startsWith("multipart/form-data") === true;
      if (wanted === given) return;
      const expected = wanted ? "multipart/form-data" : "application/json";
      throw new ProblemError("unsupported_media_type", [
        { code: "unsupported_media_type", path: "", params: { expected } },
      ]);
    });
  },
  { name: "form-bodies", dependencies: ["json-body"] },
);
