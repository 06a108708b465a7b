/** What a run measures and for how long. */
export interface BenchOptions {
  readonly rounds: number;
  /** Seconds of each load. */
  readonly seconds: number;
  /** Customers in the tables. */
  readonly records: number;
  readonly clients: readonly number[];
  /** Names of works; empty: all. */
  readonly only: readonly string[];
  /** Rows of the large table that a list's p95 is compared on; 0 leaves it out. */
  readonly large: number;
  /** Rows of the CSV import; 0 leaves it out. */
  readonly rows: number;
  /** Where the JSON goes; empty: nowhere. */
  readonly out: string;
}

const whole: BenchOptions = {
  rounds: 3,
  seconds: 4,
  records: 10_000,
  clients: [1, 16, 32, 50],
  only: [],
  large: 1_000_000,
  rows: 20_000,
  out: "",
};

/** Everything once, just long enough to see that it runs. */
const short: BenchOptions = {
  ...whole,
  rounds: 1,
  seconds: 0.2,
  records: 200,
  clients: [2],
  large: 2_000,
  rows: 100,
};

/** Reads `--short`, `--rounds`, `--seconds`, `--records`, `--clients 1,32`, `--only get,create`, `--large`, `--rows`, `--out`. */
export function readOptions(args: readonly string[]): BenchOptions {
  const base = args.includes("--short") ? short : whole;
  const text = (name: string): string | undefined => {
    const place = args.indexOf(`--${name}`);
    return place === -1 ? undefined : args[place + 1];
  };
  const number = (name: string, otherwise: number) => Number(text(name) ?? otherwise);
  return {
    rounds: number("rounds", base.rounds),
    seconds: number("seconds", base.seconds),
    records: number("records", base.records),
    clients: text("clients")?.split(",").map(Number) ?? base.clients,
    only: text("only")?.split(",") ?? base.only,
    large: number("large", base.large),
    rows: number("rows", base.rows),
    out: text("out") ?? base.out,
  };
}
