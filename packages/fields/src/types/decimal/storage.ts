import { createDecimalStorage } from "./decimal-storage.ts";

export const decimalStorage = createDecimalStorage("decimal");
