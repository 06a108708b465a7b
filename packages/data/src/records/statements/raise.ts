import { type Fragment, identifier, parameter, sql } from "@dougong/expression";
import { type FlightStatement, rows } from "../flight/statement.ts";

/** Ends the flight with SQLSTATE DG001 and this name as the constraint, unless the condition is true. */
export function raise(schema: string, name: string, condition: Fragment): FlightStatement {
  return rows(name, sql`select ${assertion(schema, name, condition)}`);
}

/** The call itself, to stand in a larger statement. */
export function assertion(schema: string, name: string, condition: Fragment): Fragment {
  return sql`${identifier(schema, "_assert")}((${condition}), ${parameter(name, "text")})`;
}
