export type { FieldStorage } from "./facets/storage.ts";
export { fieldStorages } from "./registry/storages.ts";
