import { setTimeout as wait } from "node:timers/promises";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";

/** What the services of `data` are made from: the field types, and whatever throws dice or waits. */
export const dataParts = {
  models: fieldModels,
  storages: fieldStorages,
  random: Math.random,
  wait: (ms: number): Promise<void> => wait(ms),
};
