import type { Catalogue } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import type { FastifyRequest } from "fastify";

export type PublishedApp = NonNullable<ReturnType<Catalogue["apps"]["get"]>>;

/** Apps that the caller reaches: an admin all, nobody else any. */
export async function reachableApps(request: FastifyRequest): Promise<readonly PublishedApp[]> {
  const { catalogue } = await request.pin();
  return request.signedIn?.roles.includes("system.admin") === true ? [...catalogue.apps.values()] : [];
}

/** @throws ProblemError `not_found` for an app that is not there and for one out of reach alike */
export async function reachApp(request: FastifyRequest, id: string): Promise<PublishedApp> {
  const found = (await reachableApps(request)).find((app) => app.document.id === id);
  if (found === undefined) throw new ProblemError("not_found");
  return found;
}
