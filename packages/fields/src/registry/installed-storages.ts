import type { FieldStorage } from "../facets/storage.ts";

/** Types of third parties: none here. A bundle gets those that `dougong.config.json` names in place of this file. */
export const installedStorages: Readonly<Record<string, FieldStorage>> = {};
