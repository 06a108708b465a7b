import { type Parameter, parameter } from "@dougong/expression";

/** An array parameter in PostgreSQL's text form. `type` is that of the elements. */
export function arrayParameter(values: readonly (string | null)[], type: string): Parameter {
  return parameter(`{${values.map(element).join(",")}}`, `${type}[]`);
}

function element(value: string | null): string {
  return value === null ? "NULL" : `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
