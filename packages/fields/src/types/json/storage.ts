import { createJsonStorage } from "./json-storage.ts";

export const jsonStorage = createJsonStorage("json");
