import type { FieldModel, FieldStorage } from "@dougong/fields";
import type { RecordService } from "../records/record-service.ts";
import type { Catalogues } from "./catalogues.ts";

/** What the design service is made from. */
export interface DesignParts {
  /** `fieldModels` of `@dougong/fields/model`. */
  readonly models: Readonly<Record<string, FieldModel>>;
  /** What a process's services share; without it the service compiles a catalogue of its own. */
  readonly catalogues?: Catalogues;
  /** `fieldStorages` of `@dougong/fields/storage`. */
  readonly storages: Readonly<Record<string, FieldStorage>>;
  /** Seeds are records, so they come in through the one door. */
  readonly records: RecordService;
  /** A number in [0, 1): spreads the tries to get a lock. */
  random(): number;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
}
