import type { FieldModel } from "../facets/model.ts";

/** Types of third parties: none here. A bundle gets those that `dougong.config.json` names in place of this file. */
export const installedModels: Readonly<Record<string, FieldModel>> = {};
