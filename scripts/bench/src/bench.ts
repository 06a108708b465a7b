import { writeFileSync } from "node:fs";
import { type Environment, openEnvironment } from "./environment.ts";
import { measureGrowth } from "./growth.ts";
import { measureImport } from "./import-csv.ts";
import { measure } from "./measure.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { allWorks } from "./works.ts";

async function measureAll(environment: Environment, options: BenchOptions) {
  const works = allWorks(environment).filter(
    ({ name }) => options.only.length === 0 || options.only.includes(name),
  );
  const rows = [];
  for (const clients of options.clients)
    for (const work of works) {
      const row = await measure(environment, work, clients, options);
      rows.push(row);
      process.stdout.write(`${JSON.stringify(row)}\n`);
    }
  const growth =
    options.large > options.records
      ? await measureGrowth(environment, options.records, options.large, options)
      : null;
  if (growth !== null) process.stdout.write(`${JSON.stringify({ growth })}\n`);
  const imported = options.rows > 0 ? await measureImport(environment, options.rows) : null;
  if (imported !== null) process.stdout.write(`${JSON.stringify({ import: imported })}\n`);
  return { at: new Date().toISOString(), options, rows, growth, import: imported };
}

/**
 * Measures the platform against a floor (bare Fastify + pg on copies of the same tables), in turn on one PostgreSQL with
 * default durability, and prints one JSON line for each piece of work. See `docs/performance.md`.
 *
 * Usage: npx pnpm --filter @dougong/bench bench [--short] [--rounds 3] [--seconds 4] [--records 10000] [--clients 1,32]
 * [--only get,create] [--large 1000000] [--rows 20000] [--out FILE]
 */
const options = readOptions(process.argv.slice(2));
const environment = await openEnvironment(options.records);
try {
  const result = await measureAll(environment, options);
  if (options.out !== "") writeFileSync(options.out, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await environment.close();
}
