import { Readable } from "node:stream";
import { isJsonObject, type JsonObject, ProblemError } from "@dougong/model";
import type { StoredFile } from "@dougong/runtime";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problemBody } from "../../http/problem-response.ts";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import { readContext } from "../records/read-context.ts";
import { byteRange } from "./byte-range.ts";
import { attachment } from "./content-disposition.ts";
import { readForm } from "./read-form.ts";
import { fileAnswer, fileContent, fileForm, fileParams, formBody } from "./schemas.ts";

/** Files: sent once, read by ranges. A file that no record holds is its sender's alone. */
export const files: Resource = {
  name: "files",
  register(app, services) {
    async function visible(request: FastifyRequest, id: string): Promise<StoredFile> {
      const file = await services.files.find(id);
      if (file === null || !(await mayRead(request, file))) throw new ProblemError("not_found");
      return file;
    }

    /** A file that a record holds is read by whoever reads the field; any other by its sender alone. */
    async function mayRead(request: FastifyRequest, file: StoredFile): Promise<boolean> {
      if (file.holder === null) return file.createdBy === request.signedIn?.user.id;
      const { entity, id, field } = file.holder;
      const context = await readContext(request);
      const read = await services.queries.get(context, entity, id, { select: [field] }).catch(hidden);
      const value = read === null ? undefined : recordIn(read.body)[field];
      return Array.isArray(value) ? value.includes(file.id) : value === file.id;
    }

    app.post(
      "/api/v1/files",
      {
        schema: { querystring: noQuery, body: formBody, response: answers({ 201: fileAnswer }) },
        config: {
          access: "session",
          operation: "uploadFile",
          summary: "Upload a file of at most 50 MiB",
          idempotency: "form",
          multipart: fileForm,
        },
      },
      async (request, reply) => {
        const createdBy = request.signedIn?.user.id ?? null;
        const { file } = await readForm(request, {
          texts: [],
          store: (content, about) => services.files.store(content, { ...about, createdBy }),
        });
        const { id, name, size, type, sha256 } = file;
        // The copy of a repetition goes with the other files that nobody holds.
        const earlier = await request.replayed(reply, `${sha256} ${type} ${name}`);
        if (earlier !== null) return earlier;
        return reply
          .status(201)
          .header("location", `/api/v1/files/${id}/content`)
          .send({ id, name, size, type, sha256 });
      },
    );

    app.get<{ Params: { id: string } }>(
      "/api/v1/files/:id",
      {
        schema: { params: fileParams, querystring: noQuery, response: answers({ 200: fileAnswer }) },
        config: { access: "session", operation: "describeFile", summary: "A file's name, size and type" },
      },
      async (request, reply) => {
        const { id, name, size, type, sha256 } = await visible(request, request.params.id);
        return reply.send({ id, name, size, type, sha256 });
      },
    );

    app.get<{ Params: { id: string } }>(
      "/api/v1/files/:id/content",
      {
        schema: {
          params: fileParams,
          querystring: noQuery,
          response: answers({ 200: fileContent, 206: fileContent }),
        },
        config: {
          access: "session",
          operation: "readFile",
          summary: "A file's content, whole or by a range of bytes",
        },
      },
      async (request, reply) => {
        const file = await visible(request, request.params.id);
        const range = byteRange(request.headers.range, file.size);
        if (range === "unsatisfiable") return sendUnsatisfiable(request, reply, file.size);
        const { start, end } = range ?? { start: 0, end: file.size - 1 };
        reply
          .status(range === null ? 200 : 206)
          .type(file.type)
          .header("content-disposition", attachment(file.name))
          .header("accept-ranges", "bytes")
          .header("etag", `"${file.sha256}"`)
          .header("cache-control", "private, no-cache")
          .header("content-length", String(end - start + 1));
        if (range !== null) reply.header("content-range", `bytes ${start}-${end}/${file.size}`);
        return reply.send(Readable.from(services.files.read(file, { start, end })));
      },
    );
  },
};

/** A record, or a field of it, that the reader does not see. */
function hidden(fault: unknown): null {
  if (fault instanceof ProblemError && ["not_found", "validation_failed"].includes(fault.code)) return null;
  throw fault;
}

function recordIn(body: string): JsonObject {
  const record: unknown = JSON.parse(body);
  return isJsonObject(record) ? record : {};
}

/** RFC 9110 15.5.17: the range lies beyond the file. */
async function sendUnsatisfiable(request: FastifyRequest, reply: FastifyReply, size: number) {
  const expected = `a range within ${size} bytes`;
  const problem = new ProblemError("bad_parameter", [
    { code: "bad_parameter", path: "", params: { name: "Range", expected }, expected },
  ]);
  const body = { ...problemBody(problem, await request.language(), request.id), status: 416 };
  return reply
    .status(416)
    .header("content-range", `bytes */${size}`)
    .type("application/problem+json")
    .send(JSON.stringify(body));
}
