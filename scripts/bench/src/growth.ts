import type { Environment } from "./environment.ts";
import { measure, round } from "./measure.ts";
import { indexedList } from "./works.ts";

/** What a list's p95 becomes when its table grows. */
export interface Growth {
  readonly rows: readonly [number, number];
  /** Milliseconds at each size. */
  readonly platform: readonly [number, number];
  readonly floor: readonly [number, number];
  /** p95 of the platform at the large size to that at the small one. */
  readonly ratio: number;
}

/** Measures the indexed list, lets its table grow on both sides, and measures again. */
export async function measureGrowth(
  environment: Environment,
  records: number,
  large: number,
  options: { readonly rounds: number; readonly seconds: number },
): Promise<Growth> {
  const clients = 8;
  const small = await measure(environment, indexedList(environment), clients, options);
  for (const schema of ["ws_main", "floor"])
    await environment.pool.query(`insert into ${schema}.bench__task (id, version, created_at, updated_at, code, status, due, amount)
      select gen_random_uuid(), 1, now(), now(), 'U-' || i, case when i % 3 = 0 then 'done' else 'open' end,
        date '2026-01-01' + i % 3000, i % 1000 from generate_series(1, ${large - records}) as i`);
  await environment.pool.query("vacuum analyze");
  const big = await measure(environment, indexedList(environment), clients, options);
  return {
    rows: [records, large],
    platform: [small.platform.p95, big.platform.p95],
    floor: [small.floor.p95, big.floor.p95],
    ratio: round(big.platform.p95 / small.platform.p95),
  };
}
