import type { AppDocument, Problem } from "@dougong/model";
import semver from "semver";

/** The contract that this platform keeps; an app's `requires.dougong` is a range of it. */
export const contractVersion = "1.0.0";

/** What an app requires and does not get: of the platform, of other apps, of field types. */
export function unmetRequirements(
  app: AppDocument,
  installed: ReadonlyMap<string, AppDocument>,
  models: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  const { dougong, apps = {}, types = {} } = app.requires ?? {};
  const platform =
    dougong === undefined ? [] : unmet("/requires/dougong", "dougong", dougong, contractVersion);
  const others = Object.entries(apps).flatMap(([id, range]) =>
    unmet(`/requires/apps/${id}`, id, range, installed.get(id)?.version),
  );
  const kinds = Object.keys(types)
    .filter((name) => !Object.hasOwn(models, name))
    .map(
      (name): Problem => ({
        code: "unsupported_kind",
        path: `/requires/types/${name}`,
        params: { name },
        got: name,
      }),
    );
  return [...platform, ...others, ...kinds].map((problem) => ({
    ...problem,
    path: `/app:${app.id}${problem.path}`,
  }));
}

function unmet(path: string, name: string, range: string, version: string | undefined): readonly Problem[] {
  if (semver.validRange(range) === null)
    return [
      {
        code: "bad_format",
        path,
        expected: "version range",
        got: range,
        params: { label: name, example: "^1.0.0" },
      },
    ];
  if (version !== undefined && semver.satisfies(version, range, { includePrerelease: true })) return [];
  const kind = name === "dougong" ? "version of dougong" : "app";
  return [
    {
      code: "unknown_document",
      path,
      params: { kind, name: `${name} ${range}` },
      expected: range,
      got: version ?? null,
    },
  ];
}
