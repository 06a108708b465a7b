import { isJsonObject, type JsonObject, type JsonValue, pointer } from "@dougong/model";

/** One row of a bundle's seed. */
export interface SeedRow {
  /** Qualified. */
  readonly entity: string;
  /** Place in the bundle: `/seed/crm.order/3`. */
  readonly path: string;
  /** Names the row over all versions of the app; null for a row that no one refers to and no upgrade repeats. */
  readonly key: string | null;
  /** Without `$key`. */
  readonly values: JsonObject;
  /** Keys that it refers to, each with its place in the row. */
  readonly references: readonly { readonly key: string; readonly path: string }[];
}

/** The rows of a seed in the order of the bundle. */
export function seedRows(seed: ReadonlyMap<string, readonly JsonObject[]>): readonly SeedRow[] {
  return [...seed].flatMap(([entity, rows]) =>
    rows.map((row, index) => {
      const { $key, ...values } = row;
      return {
        entity,
        path: pointer("seed", entity, index),
        key: typeof $key === "string" ? $key : null,
        values,
        references: referencesIn(values, ""),
      };
    }),
  );
}

/** The key of `{"$ref":"key"}`, or undefined. */
export function referenceKey(value: JsonValue | undefined): string | undefined {
  return isJsonObject(value) && Object.keys(value).length === 1 && typeof value.$ref === "string"
    ? value.$ref
    : undefined;
}

function referencesIn(value: JsonValue | undefined, path: string): SeedRow["references"] {
  const key = referenceKey(value);
  if (key !== undefined) return [{ key, path }];
  if (Array.isArray(value))
    return value.flatMap((element: JsonValue, index: number) =>
      referencesIn(element, `${path}${pointer(index)}`),
    );
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([name, member]) => referencesIn(member, `${path}${pointer(name)}`));
  return [];
}
