import { createTextStorage } from "../text/text-storage.ts";

export const phoneStorage = createTextStorage("phone");
