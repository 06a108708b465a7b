import type { FastifyInstance } from "fastify";
import type { Services } from "../services.ts";

/** One resource of the API: a folder of `routes/`, and a line in the registry. */
export interface Resource {
  readonly name: string;
  register(app: FastifyInstance, services: Services): void;
}
