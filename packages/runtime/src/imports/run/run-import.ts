import {
  type Actor,
  type DesignService,
  type QueryService,
  type RecordService,
  readSettings,
  type Workspace,
} from "@dougong/data";
import { type JsonObject, ProblemError, type ProblemLocale } from "@dougong/model";
import type { Files } from "../../files/files.ts";
import type { StoredFile } from "../../files/stored-file.ts";
import { JobCancelled, JobFailed, type JobRun } from "../../jobs/job.ts";
import { resolveMapping } from "../columns/resolve-mapping.ts";
import { textConventions } from "../columns/text-conventions.ts";
import { decodeText } from "../csv/detect-encoding.ts";
import { type CsvTable, readCsv } from "../csv/read-csv.ts";
import type { ImportOptions } from "../import-options.ts";
import { findRecords } from "./find-records.ts";
import { importResult, type ResultParts } from "./import-result.ts";
import { createJobSteps, isStepDone, type JobSteps } from "./job-steps.ts";
import { type RowReader, readRows } from "./read-rows.ts";
import type { RowFault } from "./row-fault.ts";
import { checkRows, type RowWriter, writeAll, writeGood } from "./write-rows.ts";

/** What an import needs of the platform. */
export interface ImportServices {
  readonly workspace: Workspace;
  readonly design: DesignService;
  readonly records: RecordService;
  readonly queries: QueryService;
  readonly files: Files;
  /** The person as they may act now; null for one who is gone or inactive. */
  actor(user: string, locale: string): Promise<Actor | null>;
}

/** What `_job.input` holds. */
export interface ImportInput {
  readonly file: string;
  readonly options: ImportOptions;
  readonly locale: ProblemLocale;
  readonly dryRun: boolean;
}

/** Most rows of a file (contract G16). */
const rowLimit = 100_000;
const chunkSize = 500;

interface Import {
  readonly job: JobRun;
  readonly table: CsvTable;
  readonly reader: RowReader;
  readonly writer: RowWriter;
  readonly steps: JobSteps;
  readonly result: ResultParts;
}

async function readTable(files: Files, source: StoredFile, options: ImportOptions): Promise<CsvTable> {
  const pieces: Buffer[] = [];
  for await (const piece of files.read(source)) pieces.push(piece);
  const table = readCsv(decodeText(Buffer.concat(pieces), options.encoding), options.delimiter);
  if (table.rows.length <= rowLimit) return table;
  throw new ProblemError("validation_failed", [
    {
      code: "too_many",
      path: "/file",
      params: { max: rowLimit, got: table.rows.length },
      expected: { max: rowLimit },
      got: table.rows.length,
    },
  ]);
}

async function prepare(services: ImportServices, job: JobRun, input: ImportInput): Promise<Import> {
  const { options, locale, dryRun } = input;
  const actor = job.createdBy === null ? null : await services.actor(job.createdBy, locale);
  if (actor === null) throw new ProblemError("forbidden");
  const source = await services.files.find(input.file);
  if (source === null) throw new ProblemError("not_found");
  const [catalogue, settings, table] = [
    await services.design.current(),
    await readSettings(services.workspace),
    await readTable(services.files, source, options),
  ];
  const entity = catalogue.entities.get(options.entity);
  if (entity === undefined) throw new ProblemError("not_found");
  const columns = resolveMapping(catalogue, entity, options.mapping, table.header);
  const conventions = textConventions(options, settings.timeZone);
  const context = { actor, catalogue, settings };
  const records = await findRecords(
    services.queries,
    { ...context, now: services.workspace.clock.now() },
    columns,
    table.rows,
    conventions,
  );
  return {
    job,
    table,
    reader: { columns, conventions, records },
    writer: {
      records: services.records,
      context: { ...context, via: { kind: "import", id: job.id }, dryRun },
      entity: entity.id,
      columns,
    },
    steps: createJobSteps(services.workspace, job.id),
    result: { files: services.files, source, table, locale },
  };
}

/** All rows in one transaction, or none and every fault of every row. */
async function importAll({ job, table, reader, writer, steps, result }: Import): Promise<JsonObject> {
  const done = (await steps.read()).get(0);
  if (done !== undefined) return importResult(result, done.created, done.faults);
  const { good, faults } = readRows(reader, table.rows, table.header.length);
  await job.progress(0.2);
  const refused =
    faults.length > 0
      ? [...faults, ...(await checkRows(writer, good))]
      : await writeAllOnce(writer, good, steps);
  if (refused.length === 0) return importResult(result, good.length, []);
  throw new JobFailed(
    new ProblemError("validation_failed", problemsOf(refused)),
    await importResult(result, 0, refused),
  );
}

async function writeAllOnce(
  writer: RowWriter,
  good: Parameters<typeof writeAll>[1],
  steps: JobSteps,
): Promise<readonly RowFault[]> {
  const step = steps.insert(0, { created: good.length, faults: [] });
  try {
    const faults = good.length === 0 ? null : await writeAll(writer, good, [step]);
    return faults === null ? [] : checkRows(writer, good);
  } catch (fault) {
    if (isStepDone(fault)) return [];
    throw fault;
  }
}

/** The first faults as problems of the job, with paths into the file's rows. */
function problemsOf(faults: readonly RowFault[]) {
  return faults
    .slice(0, 100)
    .map(({ row, problem }) => ({ ...problem, path: `/rows/${row}${problem.path}` }));
}

/** Some hundred rows at a time, each in a transaction of its own; what was written stays. */
async function importGood({ job, table, reader, writer, steps, result }: Import): Promise<JsonObject> {
  const done = await steps.read();
  const faults: RowFault[] = [];
  let created = 0;
  for (let at = 0; at < table.rows.length; at += chunkSize) {
    const step = at / chunkSize;
    const rows = table.rows.slice(at, at + chunkSize);
    const outcome =
      done.get(step) ?? (await writeChunk({ reader, writer, steps, width: table.header.length }, step, rows));
    created += outcome.created;
    faults.push(...outcome.faults);
    await job.progress((at + rows.length) / table.rows.length).catch(async (stop: unknown) => {
      throw stop instanceof JobCancelled
        ? new JobCancelled(await importResult(result, created, faults))
        : stop;
    });
  }
  return importResult(result, created, faults);
}

async function writeChunk(
  parts: Pick<Import, "reader" | "writer" | "steps"> & { readonly width: number },
  step: number,
  rows: CsvTable["rows"],
) {
  const { reader, writer, steps, width } = parts;
  const read = readRows(reader, rows, width);
  try {
    const written = await writeGood(writer, read.good, (good, faults) => [
      steps.insert(step, { created: good.length, faults: [...read.faults, ...faults] }),
    ]);
    return { created: written.good.length, faults: [...read.faults, ...written.faults] };
  } catch (fault) {
    const outcome = isStepDone(fault) ? (await steps.read()).get(step) : undefined;
    if (outcome === undefined) throw fault;
    return outcome;
  }
}

/** Does an import from where it stands to its end. */
export async function runImport(services: ImportServices, job: JobRun): Promise<JsonObject> {
  const input = readInput(job.input);
  const prepared = await prepare(services, job, input);
  return input.options.onError === "skip" ? importGood(prepared) : importAll(prepared);
}

/** The job's input was written by `order`, after every check. */
function readInput(input: JsonObject): ImportInput {
  const read: ImportInput = JSON.parse(JSON.stringify(input));
  return read;
}
