import { createIdStorage } from "../reference/id-storage.ts";

export const userStorage = createIdStorage("user");
