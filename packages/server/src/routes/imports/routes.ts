import { ProblemError } from "@dougong/model";
import { type ImportOptions, importOptionsSchema } from "@dougong/runtime";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Resource } from "../../http/resource.ts";
import { bodyProblems } from "../../http/schema-problems.ts";
import { answers, noQuery, objectOf } from "../../http/schemas.ts";
import { readDryRun, readIdempotency } from "../../http/write-headers.ts";
import { parseBody } from "../../plugins/json-body.ts";
import { readForm } from "../files/read-form.ts";
import { formBody } from "../files/schemas.ts";
import { sendJob } from "../jobs/job-body.ts";
import { jobAnswer } from "../jobs/schemas.ts";

const importForm = objectOf({ file: { type: "string", format: "binary" }, options: importOptionsSchema });

/** Rows of a file become records, as a job. */
export const imports: Resource = {
  name: "imports",
  register(app, services) {
    const validate = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile<ImportOptions>(
      importOptionsSchema,
    );

    function readOptions(text: string | undefined): ImportOptions {
      if (text === undefined)
        throw new ProblemError("validation_failed", [
          { code: "required", path: "/options", variant: "member", params: { name: "options" } },
        ]);
      const options = parseBody(Buffer.from(text));
      if (validate(options)) return options;
      throw new ProblemError(
        "validation_failed",
        bodyProblems(validate.errors ?? []).map((problem) => ({
          ...problem,
          path: `/options${problem.path}`,
        })),
      );
    }

    app.post(
      "/api/v1/imports",
      {
        schema: { querystring: noQuery, body: formBody, response: answers({ 202: jobAnswer }) },
        config: {
          access: "session",
          operation: "importRecords",
          summary: "Import records from a CSV file",
          dryRun: true,
          idempotency: "own",
          multipart: importForm,
        },
      },
      async (request, reply) => {
        const [actor, { catalogue }, locale] = await Promise.all([
          request.actor(),
          request.pin(),
          request.language(),
        ]);
        const { file, parts } = await readForm(request, {
          texts: ["options"],
          store: (content, about) => services.files.store(content, { ...about, createdBy: actor.user }),
        });
        const options = readOptions(parts.options);
        const idempotency = readIdempotency(request, `${file.sha256} ${parts.options}`);
        const dryRun = readDryRun(request);
        const ordered = await services.imports.order(
          { actor, catalogue, locale, dryRun, ...(idempotency === undefined ? {} : { idempotency }) },
          file,
          options,
        );
        if (ordered.replayed) reply.header("idempotency-replayed", "true");
        return sendJob(request, reply, services, ordered.job);
      },
    );
  },
};
