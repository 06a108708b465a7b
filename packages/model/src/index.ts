export { type DesignDifference, diffDocuments, documentName } from "./diff/diff-documents.ts";
export { type Difference, diffJson, equalJson } from "./diff/diff-json.ts";
export type {
  ChoiceOption,
  DisplayFormat,
  DocumentBase,
  DocumentKind,
  ExpressionSource,
} from "./document/common.ts";
export type { Bundle, Document, DocumentByKind } from "./document/document.ts";
export {
  isAppId,
  isDocumentId,
  isSystemField,
  parseQualifiedId,
  qualify,
  type SystemField,
  systemFields,
} from "./id/ids.ts";
export { nearest } from "./id/nearest.ts";
export { isRecordId, uuidV7 } from "./id/uuid-v7.ts";
export { isJsonObject, type JsonObject, type JsonValue } from "./json/json.ts";
export type { AppDocument } from "./kinds/app/type.ts";
export type { DocumentKindDefinition, FieldTypeMembers, Reference } from "./kinds/definition.ts";
export type {
  ActionDocument,
  EntityDocument,
  ExcludeDocument,
  FieldDocument,
  InvariantDocument,
  MoveDocument,
  StatesDocument,
  UniqueDocument,
} from "./kinds/entity/type.ts";
export type { FormDocument, FormFieldItem, FormSection } from "./kinds/form/type.ts";
export type { PageDocument } from "./kinds/page/type.ts";
export { documentKinds, isDocumentKind, laterDocumentKinds } from "./kinds/registry.ts";
export type { EntityGrant, RoleDocument } from "./kinds/role/type.ts";
export type { RuleDocument, RuleEffect } from "./kinds/rule/type.ts";
export type { SettingsDocument } from "./kinds/settings/type.ts";
export type { TranslationDocument } from "./kinds/translation/type.ts";
export type { ViewColumn, ViewDocument } from "./kinds/view/type.ts";
export { pointer, pointerSegments } from "./pointer/pointer.ts";
export {
  type ItemCode,
  itemCodes,
  type ProblemCode,
  type RequestCode,
  requestCodes,
  statusOf,
} from "./problem/codes.ts";
export type { ProblemText } from "./problem/messages/problem-text.ts";
export { type Problem, ProblemError, type ProblemItem } from "./problem/problem.ts";
export {
  type ProblemLocale,
  problemLocale,
  problemLocales,
  problemPage,
  problemText,
  renderProblem,
} from "./problem/render.ts";
export { type AggregateQuery, type Bucket, buckets, type GroupBy } from "./query/aggregate-query.ts";
export type { Query } from "./query/query.ts";
export { builtInRoles, systemDocuments } from "./system/system-app.ts";
export { createDocumentValidator, type DocumentValidator } from "./validate/document-validator.ts";
export { namedPath, withNamedPaths } from "./validate/named-paths.ts";
export { createPrecompiledValidator } from "./validate/precompiled-validator.ts";
export { createDocumentSchemas, type DocumentSchemas } from "./validate/schemas.ts";
export type { SchemaValidator, ValidatedDocument } from "./validate/validate-document.ts";
