import { createDecimalStorage } from "../decimal/decimal-storage.ts";

export const moneyStorage = createDecimalStorage("money");
