import { arrayParameter, identifier, parameter, sql, toQuery } from "@dougong/expression";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Draw } from "./draw.ts";

/** Where numbers that may have holes come from: taken before the flight, so that creates go side by side. */
export interface LooseNumbers {
  /** The texts of a draw's numbers, in the order of its takers. Each is given once, on all nodes. */
  take(draw: Draw): Promise<readonly string[]>;
}

interface Waiting {
  readonly count: bigint;
  readonly resolve: (first: bigint) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Takes numbers by a statement of its own that locks the scope's row only for itself. Who comes while one is under way
 * is served by the next one, together; none are held in reserve, so a restart leaves no hole.
 */
export function createLooseNumbers(workspace: Pick<Workspace, "pool" | "schema">): LooseNumbers {
  const queues = new Map<string, Waiting[]>();

  async function serve(key: string, scope: readonly string[]): Promise<void> {
    for (;;) {
      const waiting = queues.get(key) ?? [];
      if (waiting.length === 0) {
        queues.delete(key);
        return;
      }
      queues.set(key, []);
      const count = waiting.reduce((sum, one) => sum + one.count, 0n);
      try {
        let next = (await advance(workspace, scope, count)) - count + 1n;
        for (const one of waiting) {
          one.resolve(next);
          next += one.count;
        }
      } catch (fault) {
        for (const one of waiting) one.reject(fault);
      }
    }
  }

  return {
    async take(draw) {
      const scope = [draw.entity.id, draw.field.id, draw.scope];
      const key = JSON.stringify(scope);
      const count = BigInt(draw.takers.length);
      const first = await new Promise<bigint>((resolve, reject) => {
        const queue = queues.get(key);
        queues.set(key, [...(queue ?? []), { count, resolve, reject }]);
        if (queue === undefined) void serve(key, scope);
      });
      return draw.takers.map(({ frame }, place) => {
        const digits = String(first + BigInt(place)).padStart(frame.digits, "0");
        return `${frame.before}${digits}${frame.after}`;
      });
    },
  };
}

/**
 * Moves a scope on and answers its last number. It need not wait for the disk: a record with one of the numbers is
 * written to the log after this, so whatever keeps the record keeps this, too.
 */
async function advance(
  workspace: Pick<Workspace, "pool" | "schema">,
  scope: readonly string[],
  count: bigint,
): Promise<bigint> {
  const table = identifier(workspace.schema, "_sequence");
  const { text, values } = toQuery(
    sql`with quick as materialized (select set_config('synchronous_commit', 'off', true)), taken as (select k[1], k[2], k[3] from (values (${arrayParameter(scope, "text")})) as v (k), quick) insert into ${table} as s (entity, field, scope, value) select t.*, ${parameter(String(count), "bigint")} from taken as t on conflict (entity, field, scope) do update set value = s.value + excluded.value returning s.value`,
  );
  const { rows } = await workspace.pool.query<{ value: string }>({
    name: `advance a sequence of ${workspace.schema}`,
    text,
    values: [...values],
  });
  return BigInt(rows[0]?.value ?? "0");
}
