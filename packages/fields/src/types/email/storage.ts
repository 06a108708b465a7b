import { createTextStorage } from "../text/text-storage.ts";

export const emailStorage = createTextStorage("email");
