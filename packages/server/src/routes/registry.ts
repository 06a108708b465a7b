import type { Resource } from "../http/resource.ts";
import { actions } from "./actions/routes.ts";
import { apps } from "./apps/routes.ts";
import { changes } from "./changes/routes.ts";
import { events } from "./events/routes.ts";
import { examples } from "./examples/routes.ts";
import { expressions } from "./expressions/routes.ts";
import { files } from "./files/routes.ts";
import { forms } from "./forms/routes.ts";
import { imports } from "./imports/routes.ts";
import { jobs } from "./jobs/routes.ts";
import { me } from "./me/routes.ts";
import { openapi } from "./openapi/routes.ts";
import { operations } from "./operations/routes.ts";
import { problems } from "./problems/routes.ts";
import { records } from "./records/routes.ts";
import { schemas } from "./schemas/routes.ts";
import { search } from "./search/routes.ts";
import { service } from "./service/routes.ts";
import { session } from "./session/routes.ts";
import { settings } from "./settings/routes.ts";
import { setup } from "./setup/routes.ts";
import { views } from "./views/routes.ts";

/** All resources of the server. A new one is a folder and a line here. */
export const resources: readonly Resource[] = [
  service,
  setup,
  session,
  me,
  records,
  actions,
  search,
  changes,
  events,
  settings,
  views,
  forms,
  apps,
  openapi,
  examples,
  expressions,
  jobs,
  files,
  imports,
  schemas,
  problems,
  operations,
];
