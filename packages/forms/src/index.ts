export { checkApp } from "./checks/check-app.ts";
export { checkForm } from "./checks/check-form.ts";
export { checkPage } from "./checks/check-page.ts";
export { checkRole } from "./checks/check-role.ts";
export { checkSettings } from "./checks/check-settings.ts";
export { checkTranslation } from "./checks/check-translation.ts";
export { checkView } from "./checks/check-view.ts";
export type { DocumentCheck } from "./checks/document-check.ts";
export { checkDocuments, documentChecks } from "./checks/document-checks.ts";
export { defaultForm } from "./defaults/default-form.ts";
export { defaultView } from "./defaults/default-view.ts";
export { conditionHolds } from "./evaluate/condition-holds.ts";
export {
  type EvaluatedForm,
  evaluateForm,
  type FormFieldState,
  type FormFieldStates,
  type FormInput,
} from "./evaluate/evaluate-form.ts";
export { compileForm } from "./layout/compile-form.ts";
export type { FormItemLayout, FormLayout, FormSectionLayout } from "./layout/form-layout.ts";
export { pageConditions } from "./layout/page-conditions.ts";
