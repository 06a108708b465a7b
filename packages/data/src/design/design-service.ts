import type { Catalogue } from "@dougong/fields";
import type { Bundle, Document, JsonObject, Problem } from "@dougong/model";
import type { Actor } from "../actor/actor.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";

/** One step that publishing takes (contract 2.7). */
export interface PlanChange {
  readonly id: string;
  readonly kind: string;
  /** `entity:order/fields/discount` */
  readonly target: string;
  readonly ddl: readonly string[];
  readonly rewrite: boolean;
  readonly loss: { readonly rows: number; readonly values: number };
}

export interface Plan {
  readonly plan: string;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly PlanChange[];
  readonly problems: readonly Problem[];
}

export interface DesignContext {
  readonly actor: Actor;
  readonly settings: WorkspaceSettings;
}

export interface ImportOptions {
  /** Checks and plans only. */
  readonly dryRun: boolean;
  readonly seed: boolean;
  /** Ids of plan changes whose loss is accepted. Without them a loss answers `data_loss` with the plan. */
  readonly acceptLoss?: readonly string[] | "all";
}

/** The documents of the workspace's apps: checked, planned, published. */
export interface DesignService {
  /** The newest published catalogue; cached by revision number, checked on each call. */
  current(): Promise<Catalogue>;
  /** As `current` answered it last, without asking: for reads and writes of records, which check it themselves. */
  recent(): Promise<Catalogue>;
  /**
   * Installs a bundle, or upgrades an app that has no changes of its own.
   * Input is what came over the wire: unchecked JSON.
   * @throws ProblemError `validation_failed` with every problem of every document, `data_loss` with the plan
   */
  importApp(
    context: DesignContext,
    bundle: JsonObject,
    options: ImportOptions,
  ): Promise<{ readonly app: string; readonly revision: number; readonly plan: Plan }>;
  /** Deterministic: the same revision gives the same bytes. */
  exportApp(
    context: DesignContext,
    app: string,
    options: { readonly revision?: number; readonly seed: boolean },
  ): Promise<Bundle>;
  documents(
    app: string,
    options: { readonly kind?: string; readonly revision?: number },
  ): Promise<readonly Document[]>;
}
