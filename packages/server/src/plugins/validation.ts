import { ProblemError } from "@dougong/model";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { bodyProblems, parameterProblems } from "../http/schema-problems.ts";

const common = { allErrors: true, strict: false, verbose: true, validateFormats: false } as const;

/** Checks what came in by the route's schemas and reports every fault of it at once. */
export const validation = fp(
  async (app: FastifyInstance) => {
    const bodies = new Ajv2020(common);
    const parameters = new Ajv2020({ ...common, coerceTypes: true });

    app.setValidatorCompiler<object>(({ schema, httpPart }) => {
      const isBody = httpPart === "body";
      const validate = (isBody ? bodies : parameters).compile(schema);
      return (data: unknown) => {
        if (validate(data)) return { value: data };
        const errors = validate.errors ?? [];
        if (isBody) return { error: new ProblemError("validation_failed", bodyProblems(errors)) };
        const problems = parameterProblems(errors);
        const readable = problems.every((problem) => problem.code === "too_many");
        return { error: new ProblemError(readable ? "validation_failed" : "bad_parameter", problems) };
      };
    });
    // Answers are our own values or JSON text from PostgreSQL: they are written as they are. The tests
    // hold them against the declared response schemas.
    app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  },
  { name: "validation" },
);
