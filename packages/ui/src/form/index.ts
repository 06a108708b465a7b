export { layoutOf, layoutOfEntity } from "./entity-layout.ts";
export { RecordForm, type RecordFormProps } from "./record-form.tsx";
export type { OpenedRecord } from "./use-record-form.ts";
