import type { Step } from "./write.ts";
export const rules: Step = (write) => write;
export const deleteRules: Step = (write) => write;
