import type { DocumentCheck } from "./document-check.ts";
import { checkDocumentName, entityNamed, startCheck } from "./reporter.ts";

/** Where the app begins: a page or an entity of its own. What it requires is judged where it is installed. */
export const checkApp: DocumentCheck<"app"> = (document, catalogue, app) => {
  const check = startCheck(catalogue, app);
  if (document.home?.startsWith("page:"))
    checkDocumentName(check, "page", document.home.slice("page:".length), "/home");
  else if (document.home !== undefined) entityNamed(check, document.home, "/home");
  return check.problems;
};
