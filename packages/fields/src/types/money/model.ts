import { createDecimalModel } from "../decimal/decimal-model.ts";

/** An amount of money: a decimal, shown with the currency. */
export const moneyModel = createDecimalModel({ type: "money", icon: "banknote" });
