import { createDecimalModel } from "./decimal-model.ts";

/** An exact number with a fixed number of decimals. */
export const decimalModel = createDecimalModel({ type: "decimal", icon: "decimals-arrow-right" });
