import "@fastify/multipart";
import type { Readable } from "node:stream";
import { ProblemError } from "@dougong/model";
import type { StoredFile } from "@dougong/runtime";
import type { FastifyRequest } from "fastify";

/** What a form held: its one file, stored, and its text parts. */
export interface ReadForm {
  readonly file: StoredFile;
  readonly parts: Readonly<Record<string, string>>;
}

export interface FormPlan {
  /** Names of text parts that may come beside `file`. */
  readonly texts: readonly string[];
  store(content: Readable, about: { readonly name: string; readonly type: string }): Promise<StoredFile>;
}

/** The words of the form reader for bytes that are no form, or that end too early. */
const malformed =
  /^(Unexpected end of|Malformed part header|Multipart: Boundary not found|\w+ terminated early)/;

/**
 * Reads a multipart form with one part `file` and some of text, in any order, without holding the file in memory.
 *
 * @throws ProblemError `required`, `unknown_member`, `too_large`, `bad_parameter` for what is no form
 */
export async function readForm(request: FastifyRequest, plan: FormPlan): Promise<ReadForm> {
  try {
    return await readParts(request, plan);
  } catch (fault) {
    if (!(fault instanceof Error) || fault instanceof ProblemError || !malformed.test(fault.message))
      throw fault;
    const expected = "a whole multipart form";
    throw new ProblemError("bad_parameter", [
      { code: "bad_parameter", path: "", params: { name: "body", expected }, expected },
    ]);
  }
}

async function readParts(request: FastifyRequest, plan: FormPlan): Promise<ReadForm> {
  const parts: Record<string, string> = {};
  let file: StoredFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === "file" && part.fieldname === "file" && file === null) {
      file = await plan.store(part.file, { name: part.filename, type: part.mimetype });
      if (part.file.truncated) throw new ProblemError("too_large");
    } else if (
      part.type === "field" &&
      plan.texts.includes(part.fieldname) &&
      typeof part.value === "string"
    ) {
      parts[part.fieldname] = part.value;
    } else {
      if (part.type === "file") part.file.resume();
      throw new ProblemError("validation_failed", [
        {
          code: "unknown_member",
          path: `/${part.fieldname.slice(0, 100)}`,
          params: { name: part.fieldname.slice(0, 100) },
        },
      ]);
    }
  }
  if (file === null)
    throw new ProblemError("validation_failed", [
      { code: "required", path: "/file", variant: "member", params: { name: "file" } },
    ]);
  return { file, parts };
}
