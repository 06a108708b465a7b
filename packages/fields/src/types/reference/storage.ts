import { createIdStorage } from "./id-storage.ts";

export const referenceStorage = createIdStorage("reference");
