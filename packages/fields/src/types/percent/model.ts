import { createDecimalModel } from "../decimal/decimal-model.ts";

/** A share as people say it: `"13"` is 13 %. */
export const percentModel = createDecimalModel({ type: "percent", icon: "percent", sign: "%" });
