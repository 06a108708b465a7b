import type { Catalogue } from "@dougong/fields";
import type { Access } from "../access/entity-access.ts";
import type { ReadContext } from "../query-service.ts";

/** Statements that are compiled once for all who ask the same under the same design and rights. */
export interface CompiledStatements<T> {
  /**
   * What was compiled for this question, else what `compile` gives. All that `compile` reads has to be in `question` or
   * the reader: the context's instant is not, so it stands in a slot.
   */
  get(reader: Reader, access: Access, question: unknown, compile: () => T): T;
}

/** What a compiled statement depends on beside the question and the rights. */
export type Reader = Pick<ReadContext, "actor" | "catalogue" | "settings">;

/**
 * Remembers compiled statements as long as their catalogue and rights live, at most `most` for each; the oldest goes.
 *
 * @example
 * const statements = createCompiledStatements<ReadQuery>(500);
 * statements.get(context, access, ["get", "crm.order"], () => toReadQuery(schema, getStatement(frame, selection, slots.id)));
 */
export function createCompiledStatements<T>(most: number): CompiledStatements<T> {
  const kept = new WeakMap<Catalogue, WeakMap<Access, Map<string, T>>>();

  function under(catalogue: Catalogue, access: Access): Map<string, T> {
    const byAccess = kept.get(catalogue) ?? new WeakMap<Access, Map<string, T>>();
    kept.set(catalogue, byAccess);
    const known = byAccess.get(access) ?? new Map<string, T>();
    byAccess.set(access, known);
    return known;
  }

  return {
    get({ actor, catalogue, settings }, access, question, compile) {
      const statements = under(catalogue, access);
      const key = JSON.stringify([question, actor, settings.timeZone, settings.locale]);
      const known = statements.get(key);
      if (known !== undefined) return known;
      const compiled = compile();
      statements.set(key, compiled);
      const [oldest] = statements.keys();
      if (statements.size > most && oldest !== undefined) statements.delete(oldest);
      return compiled;
    },
  };
}
