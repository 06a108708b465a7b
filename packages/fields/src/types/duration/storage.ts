import { integerStorage } from "../integer/storage.ts";

export const durationStorage = { ...integerStorage, type: "duration" };
