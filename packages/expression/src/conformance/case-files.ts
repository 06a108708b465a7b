import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./case.ts";

export interface CaseFile {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** All `*.cases.json` files: one beside each operator, and those of the language as a whole. */
export function readCaseFiles(): readonly CaseFile[] {
  return ["../operators", "."].flatMap((folder) => {
    const path = join(import.meta.dirname, folder);
    return readdirSync(path)
      .filter((file) => file.endsWith(".cases.json"))
      .sort()
      .map((file) => ({
        name: file.replace(".cases.json", ""),
        cases: JSON.parse(readFileSync(join(path, file), "utf8")) as Case[],
      }));
  });
}
