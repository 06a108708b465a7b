import { platform } from "./0001-platform.ts";
import { changes } from "./0002-changes.ts";
import { identity } from "./0003-identity.ts";
import { files } from "./0004-files.ts";
import { jobs } from "./0005-jobs.ts";
import { comments } from "./0006-comments.ts";
import { relay } from "./0007-relay.ts";
import { fileHolders } from "./0008-file-holders.ts";
import { appendOnly } from "./0009-append-only.ts";
import { settings } from "./0010-settings.ts";
import { search } from "./0011-search.ts";
import type { Migration } from "./migration.ts";

/** All steps in order. A new one is a file with the next number and a line here. */
export const migrations: readonly Migration[] = [
  platform,
  changes,
  identity,
  files,
  jobs,
  comments,
  relay,
  fileHolders,
  appendOnly,
  settings,
  search,
];
