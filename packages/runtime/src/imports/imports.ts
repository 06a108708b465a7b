import type { Actor } from "@dougong/data";
import type { Catalogue } from "@dougong/fields";
import type { ProblemLocale } from "@dougong/model";
import type { StoredFile } from "../files/stored-file.ts";
import type { ImportOptions } from "./import-options.ts";

/** Who orders an import, against which design. */
export interface ImportContext {
  readonly actor: Extract<Actor, { kind: "user" }>;
  readonly catalogue: Catalogue;
  /** Language of the sentences in the result. */
  readonly locale: ProblemLocale;
  readonly dryRun: boolean;
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** Rows of a file become records, as a job. */
export interface Imports {
  /**
   * Checks the options and orders the job; answers its id.
   *
   * @throws ProblemError `validation_failed` with every fault of the options, `idempotency_mismatch`
   */
  order(
    context: ImportContext,
    file: StoredFile,
    options: ImportOptions,
  ): Promise<{ readonly job: string; readonly replayed: boolean }>;
}
