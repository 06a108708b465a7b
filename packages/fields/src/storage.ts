export type { FieldStorage } from "./facets/storage.ts";
export { fieldStorages } from "./registry/storages.ts";
export { createTextStorage } from "./types/text/text-storage.ts";
