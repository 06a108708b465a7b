import { createIdStorage } from "../reference/id-storage.ts";

export const fileStorage = createIdStorage("file");
