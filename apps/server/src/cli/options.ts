/** What follows a command's name: `--out FILE`, `--json`, and plain words. */
export interface OptionDeclarations {
  readonly [name: string]: { readonly type: "boolean" | "string"; readonly summary: string };
}

export interface CommandLine {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}
