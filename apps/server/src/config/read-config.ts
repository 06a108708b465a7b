import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { nearest } from "@dougong/model";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";
import type { Config } from "./config.ts";
import { type Variable, type VariableName, variables } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a variable, from itself or from the file that `…_FILE` names. An empty one counts as absent. */
function textOf(environment: Environment, name: VariableName, problems: string[]): string | undefined {
  const own = environment[name]?.trim() || undefined;
  const file = environment[`${name}_FILE`]?.trim() || undefined;
  if (file === undefined) return own;
  if (own !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set: leave one out`);
    return undefined;
  }
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch (error) {
    problems.push(`${name}_FILE cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/**
 * Parses the environment, and tells everything that is wrong with it at once. Values are never repeated: they may
 * be secrets.
 *
 * @throws CommandError exit code 2
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const read = <T>(name: VariableName, variable: Variable<T>): T | undefined => {
    const text = textOf(environment, name, problems);
    if (text === undefined) return undefined;
    const result = variable.read(text);
    if ("value" in result) return result.value;
    problems.push(`${name} must be ${result.expected}`);
    return undefined;
  };
  const production = environment.NODE_ENV === "production";
  const config: Config = {
    production,
    databaseUrl: read("DATABASE_URL", variables.DATABASE_URL),
    port: read("PORT", variables.PORT) ?? 3000,
    host: read("HOST", variables.HOST) ?? "127.0.0.1",
    publicUrl: read("DOUGONG_URL", variables.DOUGONG_URL),
    secret: read("DOUGONG_SECRET", variables.DOUGONG_SECRET),
    dataDirectory: resolve(read("DOUGONG_DATA", variables.DOUGONG_DATA) ?? "data"),
    setupToken: read("DOUGONG_SETUP_TOKEN", variables.DOUGONG_SETUP_TOKEN),
    rateLimit: read("DOUGONG_RATE_LIMIT", variables.DOUGONG_RATE_LIMIT) ?? 600,
    metricsToken: read("DOUGONG_METRICS_TOKEN", variables.DOUGONG_METRICS_TOKEN),
    logLevel: read("DOUGONG_LOG", variables.DOUGONG_LOG) ?? "info",
  };
  if (
    production &&
    config.secret === undefined &&
    !problems.some((problem) => problem.startsWith("DOUGONG_SECRET"))
  ) {
    problems.push(
      "DOUGONG_SECRET is required if NODE_ENV=production: 32 bytes or more, the same for all processes",
    );
  }
  if (problems.length > 0) throw new CommandError(exitCodes.usage, problems);
  return config;
}

/** Variables that look like ours and are not read: misspelt, or of a feature that this version has not. */
export function unknownVariables(environment: Environment): readonly string[] {
  const known = Object.keys(variables).flatMap((name) => [name, `${name}_FILE`]);
  const ours = Object.keys(environment).filter(
    (name) => name.startsWith("DOUGONG_") && !known.includes(name),
  );
  return ours.map((name) => {
    const near = nearest(name, known);
    return `${name} is not read by this version${near === undefined ? "" : `; did you mean ${near}?`}`;
  });
}
