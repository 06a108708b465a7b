import { compileForm } from "../layout/compile-form.ts";
import type { DocumentCheck } from "./document-check.ts";

/** A form's entity, fields, lines and conditions. */
export const checkForm: DocumentCheck<"form"> = (document, catalogue, app) =>
  compileForm(document, catalogue, app).problems;
