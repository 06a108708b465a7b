import type { Environment, Value } from "../evaluate/environment.ts";
import type { SqlEnvironment } from "../lower/sql-environment.ts";
import { sqlType } from "../lower/sql-type.ts";
import { type Fragment, parameter, sql } from "../sql/fragment.ts";
import type { Checked, PathRoot, PathStep } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { caseTree } from "./case.ts";

/** An SQL environment whose records are JSON documents: `r.doc` is the record, rows are elements of its arrays. */
export function jsonEnvironment(environment: Environment, schema: string): SqlEnvironment {
  const document = (root: PathRoot, rows: readonly string[]): Fragment => {
    switch (root.at) {
      case "record":
        return ["r.doc"];
      case "row":
        return [`${rows[rows.length - 1 - root.depth]}.doc`];
      default: {
        const value: Value = root.at === "root" ? (environment.roots?.[root.name] ?? null) : null;
        return [parameter(JSON.stringify(value), "jsonb")];
      }
    }
  };
  const json = (root: PathRoot, steps: readonly PathStep[], rows: readonly string[]): Fragment =>
    steps.reduce<Fragment>(
      (value, step) => sql`(${value} -> ${parameter(step.name, "text")})`,
      document(root, rows),
    );
  return {
    path(root, steps, rows) {
      const last = steps.at(-1);
      if (last?.name === "$index") return sql`(${[String(rows.at(-1))]}.place - 1)`;
      return fromJson(json(root, steps, rows), last?.type ?? { kind: "text" });
    },
    rows(list: Checked, alias, rows) {
      const value = list.node === "path" ? json(list.root, list.steps, rows) : sql`null::jsonb`;
      const array = sql`case when jsonb_typeof(${value}) = 'array' then ${value} else '[]' end`;
      return {
        from: sql`jsonb_array_elements(${array}) with ordinality as ${[alias]}(doc, place)`,
        where: ["true"],
      };
    },
    under: (_, id, ancestors) =>
      sql`exists (with recursive up(id) as (select ${id} union select value::uuid from up join jsonb_each_text(${parameter(JSON.stringify(caseTree), "jsonb")}) on key = up.id::text) select 1 from up where id = any(${ancestors}))`,
    now: parameter(environment.now, "timestamptz"),
    timeZone: parameter(environment.timeZone, "text"),
    schema,
  };
}

/** A member in contract form as the SQL type of its values. */
function fromJson(value: Fragment, type: Type): Fragment {
  const text = sql`nullif(${value} #>> '{}', '')`;
  switch (type.kind) {
    case "reference":
      return sql`(case jsonb_typeof(${value}) when 'object' then ${value} ->> 'id' else ${text} end)::uuid`;
    case "choices":
    case "references":
    case "list":
      return sql`(case when jsonb_typeof(${value}) = 'array' and ${value} <> '[]' then array(select jsonb_array_elements_text(${value})) end)::${[sqlType(type)]}`;
    default:
      return sql`(${text})::${[sqlType(type)]}`;
  }
}
