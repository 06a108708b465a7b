import { type Fragment, sql } from "../sql/fragment.ts";
import type { Type } from "../types/type.ts";

/**
 * A scalar in the API's form as text (contract 0.1): decimals at their scale, datetimes in UTC with ms.
 * `to.helper` names the functions of `sqlFunctions`.
 */
export function sqlText(value: Fragment, type: Type, to: { helper(name: string): Fragment }): Fragment {
  switch (type.kind) {
    case "decimal":
      if (type.scale === null) return sql`trim_scale(${value})::text`;
      return sql`round(${value}, ${[String(type.scale)]})::text`;
    case "date":
    case "datetime":
    case "time":
      return sql`${to.helper("_text")}(${value})`;
    case "text":
    case "choice":
      return value;
    default:
      return sql`(${value})::text`;
  }
}
