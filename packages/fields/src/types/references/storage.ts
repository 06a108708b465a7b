import { createIdsStorage } from "../reference/ids-storage.ts";

export const referencesStorage = createIdsStorage("references");
