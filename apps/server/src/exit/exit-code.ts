/** Exit codes of the command line (contract 3). */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  databaseUnreachable: 3,
  migration: 4,
  refused: 5,
  dataLoss: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
