import type { UpdateWhere } from "@dougong/data";
import type { FastifyInstance } from "fastify";
import { answers, noQuery } from "../../http/schemas.ts";
import type { Services } from "../../services.ts";
import { jobAnswer } from "../jobs/schemas.ts";
import { entityParams, updateBody } from "./schemas.ts";
import { orderWrite } from "./submit-write.ts";
import { writeContext } from "./write-context.ts";

/** One change of all records that a filter finds, as a job. */
export function registerUpdates(app: FastifyInstance, services: Services): void {
  app.post<{ Params: { readonly entity: string }; Body: UpdateWhere }>(
    "/api/v1/records/:entity/update",
    {
      schema: {
        params: entityParams,
        querystring: noQuery,
        body: updateBody,
        response: answers({ 202: jobAnswer }),
      },
      config: {
        access: "session",
        operation: "updateRecords",
        summary: "Change every record that a filter finds, all or none, as a job",
        dryRun: true,
        idempotency: "own",
      },
    },
    async (request, reply) => {
      const { entity } = request.params;
      const command = { do: "updateWhere", entity, request: request.body } as const;
      const { catalogue } = await request.pin();
      const context = { ...(await writeContext(request)), catalogue };
      services.records.checkUpdateWhere(context, entity, request.body);
      return orderWrite(request, reply, services, context, command);
    },
  );
}
