import { createIdsStorage } from "../reference/ids-storage.ts";

export const filesStorage = createIdsStorage("files");
