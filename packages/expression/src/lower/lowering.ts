import type { Fragment } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import type { SqlEnvironment } from "./sql-environment.ts";

/** How operators lower their arguments. */
export interface Lowering {
  readonly environment: SqlEnvironment;
  /** Aliases of the lists around, innermost last. */
  readonly rows: readonly string[];
  /** SQL with the value of the node; of a boolean, null stays null. */
  value(node: Checked): Fragment;
  /** The value cast to another SQL type where that differs: an integer as numeric, a null with its type. */
  as(node: Checked, type: Type): Fragment;
  /** A condition in which null stands for false: WHERE, CASE, EXISTS. */
  condition(node: Checked): Fragment;
  /** A boolean that is never null. */
  truth(node: Checked): Fragment;
  /** API form of a scalar as text; null stays null. */
  apiText(node: Checked): Fragment;
  /** Qualified name of a function that `sqlFunctions` defines. */
  helper(name: string): Fragment;
  readonly now: Fragment;
  readonly zone: Fragment;
}
