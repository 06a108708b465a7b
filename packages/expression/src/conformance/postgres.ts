import type { TestDatabase } from "@dougong/testing";
import { testDatabase } from "@dougong/testing";
import type { Environment, Value } from "../evaluate/environment.ts";
import { lower, lowerCondition } from "../lower/lower.ts";
import { sqlFunctions } from "../lower/sql-functions.ts";
import { sqlText } from "../lower/sql-text.ts";
import { type Fragment, sql, toQuery } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { isScalar } from "../types/type-name.ts";
import { jsonEnvironment } from "./json-environment.ts";

/** A PostgreSQL with the platform's functions in the schema `ws`. */
export interface CaseDatabase {
  /** The value of the lowered expression in contract form. */
  value(checked: Checked, environment: Environment): Promise<Value>;
  /** Whether a row passes a WHERE with the condition. */
  passes(checked: Checked, environment: Environment): Promise<boolean>;
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  drop(): Promise<void>;
}

const schema = '"ws"';

export async function caseDatabase(): Promise<CaseDatabase> {
  const database: TestDatabase = await testDatabase({ name: "expression" });
  const pool = database.pool({ max: 1 });
  await pool.query(`create schema ${schema}; ${sqlFunctions(schema)}`);
  const run = async (fragment: Fragment): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const { text, values } = toQuery(fragment);
    return (await pool.query(text, [...values])).rows;
  };
  return {
    async value(checked, environment) {
      const { now, timeZone } = environment;
      const to = jsonEnvironment({ ...environment, now, timeZone }, schema);
      const value = lower(checked, to);
      const helper = (name: string): Fragment => [`${schema}.${name}`];
      const shown = isScalar(checked.type)
        ? sqlText(value, checked.type, { helper })
        : sql`to_jsonb(${inApiForm(value, checked.type)})::text`;
      const [row] = await run(sql`select ${shown} as value from ${record(environment)}`);
      return fromText(row?.value, checked);
    },
    async passes(checked, environment) {
      const condition = lowerCondition(checked, jsonEnvironment(environment, schema));
      return (await run(sql`select 1 as one from ${record(environment)} where ${condition}`)).length === 1;
    },
    query: async (text) => (await pool.query(text)).rows,
    drop: () => database.drop(),
  };
}

/** Decimals in a list are texts. */
function inApiForm(value: Fragment, type: Type): Fragment {
  return type.kind === "list" && type.of.kind === "decimal" ? sql`(${value})::text[]` : value;
}

/** `offset 0` keeps the planner from working out, before the row is read, what depends on it. */
function record(environment: Environment): Fragment {
  return sql`(select ${{ value: JSON.stringify(environment.record), type: "jsonb" }} as doc offset 0) r`;
}

function fromText(text: unknown, checked: Checked): Value {
  if (typeof text !== "string") return null;
  if (checked.type.kind === "boolean") return text === "true";
  if (checked.type.kind === "integer") return Number(text);
  return isScalar(checked.type) ? text : (JSON.parse(text) as Value);
}
