import type { Catalogue } from "@dougong/fields";
import { type Document, type DocumentKind, ProblemError } from "@dougong/model";
import type { FastifyRequest } from "fastify";

export interface FoundDocument<Kind extends DocumentKind> {
  readonly app: string;
  readonly document: Extract<Document, { readonly kind: Kind }>;
  readonly catalogue: Catalogue;
}

/**
 * A published document by its qualified id, at the request's revision.
 *
 * @throws ProblemError `not_found` for one that is not there and for one out of reach alike (for now, all but admins)
 */
export async function findDocument<Kind extends DocumentKind>(
  request: FastifyRequest,
  kind: Kind,
  id: string,
): Promise<FoundDocument<Kind>> {
  if (request.signedIn?.roles.includes("system.admin") !== true) throw new ProblemError("not_found");
  const { catalogue } = await request.pin();
  const [app = "", name] = id.split(".");
  const isWanted = (one: Document): one is FoundDocument<Kind>["document"] =>
    one.kind === kind && one.id === name;
  const document = (catalogue.documents.get(app) ?? []).find(isWanted);
  if (document === undefined) throw new ProblemError("not_found");
  return { app, document, catalogue };
}

/** Documents may drop their own app's prefix: `order` in the app `crm` is `crm.order`. */
export function qualify(app: string, id: string): string {
  return id.includes(".") ? id : `${app}.${id}`;
}
