import type { Resource } from "../../http/resource.ts";
import { registerBatches } from "./batch-routes.ts";
import { registerComments } from "./comment-routes.ts";
import { registerMerges } from "./merge-routes.ts";
import { registerReads } from "./read-routes.ts";
import { registerUpdates } from "./update-routes.ts";
import { registerWrites } from "./write-routes.ts";

/** Records of every entity. */
export const records: Resource = {
  name: "records",
  register(app, services) {
    registerReads(app, services);
    registerWrites(app, services);
    registerBatches(app, services);
    registerUpdates(app, services);
    registerMerges(app, services);
    registerComments(app, services);
  },
};
