import type { FieldReact } from "../facets/react.ts";

/** Types of third parties: none here. A bundle gets those that `dougong.config.json` names in place of this file. */
export const installedReacts: Readonly<Record<string, FieldReact>> = {};
