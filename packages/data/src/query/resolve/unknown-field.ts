import { nearest, type Problem } from "@dougong/model";

/** The same answer for a misspelt name and for one that the reader may not see. */
export function unknownField(path: string, name: string, names: readonly string[]): Problem {
  const near = nearest(name, names);
  const got = name.slice(0, 80);
  return {
    code: "unknown_field",
    path,
    params: { name: got, ...(near === undefined ? {} : { nearest: near }) },
    expected: near ?? null,
    got,
  };
}
