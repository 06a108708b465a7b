import { createTextStorage } from "../text/text-storage.ts";

export const urlStorage = createTextStorage("url");
