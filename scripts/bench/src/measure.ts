import type { Environment, Side } from "./environment.ts";
import { type Call, load, type Measured } from "./load.ts";
import { cpuOf, cpuOfChildren, memoryOf } from "./processes.ts";
import type { Work } from "./works.ts";

/** How one side did: medians over the rounds. */
export interface SideResult {
  /** Answers per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds of CPU per answer, of the server and of PostgreSQL. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

export interface Row {
  readonly work: string;
  readonly clients: number;
  /** Platform's rate to the floor's: median, least and most of the rounds. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  readonly platform: SideResult;
  readonly floor: SideResult;
  /** MiB that the platform's server holds after it. */
  readonly memory: number;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

interface Costly extends Measured {
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

async function once(
  environment: Environment,
  side: Side,
  clients: number,
  seconds: number,
  next: (index: number) => Call,
): Promise<Costly> {
  const before = [cpuOf(side.pid), cpuOfChildren(environment.postgres)] as const;
  const measured = await load(side.port, clients, seconds, next);
  return {
    ...measured,
    serverCpu: (cpuOf(side.pid) - before[0]) / measured.count,
    databaseCpu: Math.max(0, cpuOfChildren(environment.postgres) - before[1]) / measured.count,
  };
}

function summary(rounds: readonly Costly[]): SideResult {
  const of = (name: keyof SideResult, digits: number) =>
    round(median(rounds.map((one) => one[name])), digits);
  return {
    rate: of("rate", 0),
    p50: of("p50", 2),
    p95: of("p95", 2),
    serverCpu: of("serverCpu", 3),
    databaseCpu: of("databaseCpu", 3),
  };
}

/** Answers until a server's code is warm: compiled by the engine, its statements planned on each connection. */
const warmAnswers = 2_000;

async function warmUp(side: Side, clients: number, seconds: number, next: (index: number) => Call) {
  let left = warmAnswers;
  // On a slow machine a few times the length of a round has to do.
  for (let turn = 0; turn < 5 && left > 0; turn += 1)
    left -= (await load(side.port, clients, seconds, next)).count;
}

/** Platform and floor in turn, after each has been warmed up. */
export async function measure(
  environment: Environment,
  work: Work,
  clients: number,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Row> {
  const { platform, floor } = environment;
  await warmUp(platform, clients, seconds, work.platform);
  await warmUp(floor, clients, seconds, work.floor);
  const ours: Costly[] = [];
  const bare: Costly[] = [];
  for (let index = 0; index < rounds; index += 1) {
    ours.push(await once(environment, platform, clients, seconds, work.platform));
    bare.push(await once(environment, floor, clients, seconds, work.floor));
  }
  const ratios = ours.map((one, index) => one.rate / (bare[index]?.rate ?? Number.NaN));
  return {
    work: work.name,
    clients,
    ratio: round(median(ratios)),
    least: round(Math.min(...ratios)),
    most: round(Math.max(...ratios)),
    platform: summary(ours),
    floor: summary(bare),
    memory: round(memoryOf(platform.pid), 0),
  };
}
