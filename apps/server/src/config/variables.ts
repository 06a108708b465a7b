import { logLevels } from "./config.ts";

/** One environment variable: how its text is read, and what it is for. */
export interface Variable<T> {
  readonly summary: string;
  /** Shown in the help. */
  readonly fallback: string;
  /** Answers the value, or what was expected of the text. */
  read(text: string): { readonly value: T } | { readonly expected: string };
}

function integer(min: number, max: number): Variable<number>["read"] {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? { value } : { expected: `a whole number from ${min} to ${max}` };
  };
}

function url(protocols: readonly string[], expected: string): Variable<string>["read"] {
  return (text) => {
    if (!URL.canParse(text)) return { expected };
    return protocols.includes(new URL(text).protocol) ? { value: text.replace(/\/+$/, "") } : { expected };
  };
}

const anyText = (text: string) => ({ value: text });

function longText(bytes: number): Variable<string>["read"] {
  return (text) =>
    Buffer.byteLength(text) >= bytes ? { value: text } : { expected: `at least ${bytes} bytes` };
}

function oneOf<T extends string>(values: readonly T[]): Variable<T>["read"] {
  return (text) => {
    const value = values.find((one) => one === text);
    return value === undefined ? { expected: `one of ${values.join(", ")}` } : { value };
  };
}

/** The variables that this version reads. Each may come from a file: `DOUGONG_SECRET_FILE=/run/secrets/dougong`. */
export const variables = {
  DATABASE_URL: {
    summary: "PostgreSQL 15 or newer",
    fallback: "an embedded one under DOUGONG_DATA",
    read: url(["postgres:", "postgresql:"], "postgres://user:password@host:port/database"),
  },
  PORT: { summary: "port to listen on; 0 takes a free one", fallback: "3000", read: integer(0, 65535) },
  HOST: { summary: "address to listen on", fallback: "127.0.0.1", read: anyText },
  DOUGONG_URL: {
    summary: "where people reach the server",
    fallback: "http://localhost:PORT",
    read: url(["http:", "https:"], "http:// or https:// with a host"),
  },
  DOUGONG_SECRET: {
    summary: "signs what leaves the server, 32 bytes or more; required if NODE_ENV=production",
    fallback: "made once, kept under DOUGONG_DATA",
    read: longText(32),
  },
  DOUGONG_DATA: { summary: "folder for what is kept on this machine", fallback: "./data", read: anyText },
  DOUGONG_SETUP_TOKEN: {
    summary: "what the first administrator must know",
    fallback: "random",
    read: longText(8),
  },
  DOUGONG_RATE_LIMIT: {
    summary: "requests a minute, 0 for no limit",
    fallback: "600",
    read: integer(0, 1_000_000),
  },
  DOUGONG_METRICS_TOKEN: { summary: "guards /metrics", fallback: "open", read: anyText },
  DOUGONG_LOG: { summary: logLevels.join(", "), fallback: "info", read: oneOf(logLevels) },
} as const satisfies Readonly<Record<string, Variable<unknown>>>;

export type VariableName = keyof typeof variables;
