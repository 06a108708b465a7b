import { createTextModel } from "../text/text-model.ts";

/** Text of many lines, at most 65,536 code points. */
export const longTextModel = createTextModel({ type: "long_text", limit: 65_536, icon: "align-left" });
