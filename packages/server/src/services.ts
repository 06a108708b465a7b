import type { DesignService, Identity, QueryService, RecordService, Workspace } from "@dougong/data";
import type { Events, Files, Imports, Jobs, WriteJobs } from "@dougong/runtime";

/** Configuration as the composition root parsed it, once. */
export interface ServerConfig {
  /** Version of the product, e.g. `0.1.0`. */
  readonly version: string;
  /** Where people reach the server: decides whether cookies are `Secure`. `http://localhost:3000` */
  readonly publicUrl: string;
  /** Requests a minute per principal; 0 = no limit. */
  readonly rateLimit: number;
  /** Guards `GET /metrics`; without it the numbers are open. */
  readonly metricsToken?: string;
  /** Folder of the built portal; without it only the API is served. */
  readonly staticDirectory?: string;
  /** Folder with one folder per app that may be installed. */
  readonly examplesDirectory?: string;
  /** True behind a proxy of ours that sets `X-Forwarded-For`. */
  readonly trustProxy?: boolean;
}

/** What the routes call; they hold no logic of their own. */
export interface Services {
  readonly config: ServerConfig;
  readonly workspace: Workspace;
  readonly design: DesignService;
  readonly records: RecordService;
  readonly queries: QueryService;
  readonly identity: Identity;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly imports: Imports;
  readonly events: Events;
  readonly writeJobs: WriteJobs;
}
