import { createTextStorage } from "@dougong/fields/storage";

export const storage = createTextStorage("example.plate");
