import { createJsonStorage } from "../json/json-storage.ts";

export const listStorage = createJsonStorage("list");
