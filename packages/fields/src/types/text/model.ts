import { createTextModel } from "./text-model.ts";

/** One line of text, at most 255 code points. */
export const textModel = createTextModel({ type: "text", limit: 255, icon: "type" });
