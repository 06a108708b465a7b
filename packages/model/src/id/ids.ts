/** Field ids that the platform keeps for itself. */
export const systemFields = [
  "id",
  "version",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
] as const;
export type SystemField = (typeof systemFields)[number];

export const documentIdPattern = "^(?!.*__)[a-z](?:[a-z0-9_]{0,38}[a-z0-9])?$";
export const appIdPattern = "^(?!.*__)[a-z](?:[a-z0-9_]{0,18}[a-z0-9])?$";
export const qualifiedIdPattern =
  "^(?!.*__)(?:[a-z](?:[a-z0-9_]{0,18}[a-z0-9])?\\.)?[a-z](?:[a-z0-9_]{0,38}[a-z0-9])?$";

const documentId = new RegExp(documentIdPattern);
const appId = new RegExp(appIdPattern);

/** True for an id that a designer may choose: snake_case, ≤ 40, no `__`, no `_` at the end. */
export function isDocumentId(text: string): boolean {
  return documentId.test(text);
}

/** True for an app's id: as a document's, ≤ 20. */
export function isAppId(text: string): boolean {
  return appId.test(text);
}

export function isSystemField(name: string): name is SystemField {
  return (systemFields as readonly string[]).includes(name);
}

/** `qualify("crm", "order")` is `crm.order`; an id that is qualified already stays as it is. */
export function qualify(app: string, id: string): string {
  return id.includes(".") ? id : `${app}.${id}`;
}

/** The parts of a qualified id, or undefined when it is not one. */
export function parseQualifiedId(text: string): { readonly app: string; readonly id: string } | undefined {
  const [app, id, ...rest] = text.split(".");
  if (app === undefined || id === undefined || rest.length > 0) return undefined;
  return isAppId(app) && isDocumentId(id) ? { app, id } : undefined;
}
