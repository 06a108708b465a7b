import { createTextStorage } from "../text/text-storage.ts";

export const sequenceStorage = createTextStorage("sequence");
