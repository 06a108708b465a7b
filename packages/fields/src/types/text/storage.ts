import { createTextStorage } from "./text-storage.ts";

export const textStorage = createTextStorage("text");
