import { createTextStorage } from "../text/text-storage.ts";

export const longTextStorage = createTextStorage("long_text");
