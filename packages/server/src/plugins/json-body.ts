import { ProblemError } from "@dougong/model";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { JsonSyntaxFault } from "../http/strict-json/json-fault.ts";
import { readJson } from "../http/strict-json/json-reader.ts";

const maxDepth = 128;

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError("malformed_json", [
      { code: "malformed_json", path: "", params: { reason: "not UTF-8" } },
    ]);
  }
}

/** @throws ProblemError `malformed_json`, or `validation_failed` with what the text may not hold */
export function parseBody(bytes: Buffer): unknown {
  const text = decode(bytes);
  try {
    const { value, problems } = readJson(text, maxDepth);
    if (problems.length === 0) return value;
    throw new ProblemError(
      problems.some((problem) => problem.code === "malformed_json") ? "malformed_json" : "validation_failed",
      problems,
    );
  } catch (error) {
    if (!(error instanceof JsonSyntaxFault)) throw error;
    throw new ProblemError("malformed_json", [
      {
        code: "malformed_json",
        path: "",
        variant: "syntax",
        params: { reason: `offset ${error.offset}` },
        got: text.slice(error.offset, error.offset + 20),
      },
    ]);
  }
}

/** Reads JSON bodies strictly (contract 0: UTF-8, I-JSON), in place of the lenient default. */
export const jsonBody = fp(
  async (app: FastifyInstance) => {
    app.removeAllContentTypeParsers();
    app.decorateRequest("bodyBytes", null);
    app.addContentTypeParser(
      ["application/json", "application/merge-patch+json"],
      { parseAs: "buffer" },
      async (request: { bodyBytes: Buffer | null }, body: Buffer) => {
        if (body.length === 0) return null;
        request.bodyBytes = body;
        return parseBody(body);
      },
    );
  },
  { name: "json-body" },
);
