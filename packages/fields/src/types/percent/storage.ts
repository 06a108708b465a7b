import { createDecimalStorage } from "../decimal/decimal-storage.ts";

export const percentStorage = createDecimalStorage("percent");
