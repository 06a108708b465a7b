import { createJsonStorage } from "../json/json-storage.ts";

export const objectStorage = createJsonStorage("object");
