import { connect, createServer, type Socket } from "node:net";

/** Stands between a server process and PostgreSQL, so that a test can be the fault between them. */
export interface PostgresProxy {
  readonly connectionString: string;
  /** From now on every COMMIT is done, but answered as something else. */
  garbleCommits(): void;
  /** From now on nothing passes, and new connections are taken and left without a word; `resume` ends that. */
  silence(): void;
  resume(): void;
  close(): Promise<void>;
}

const commit = Buffer.from("C\0\0\0\x0bCOMMIT\0", "latin1");
const garbled = Buffer.from("C\0\0\0\x0bCOMMIX\0", "latin1");

function withoutCommits(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(commit); at >= 0; at = copy.indexOf(commit, at + 1)) garbled.copy(copy, at);
  return copy;
}

export async function postgresProxy(connectionString: string): Promise<PostgresProxy> {
  const target = new URL(connectionString);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isGarbling = false;
  let isSilent = false;

  function pair(client: Socket): void {
    const database = connect(Number(target.port), target.hostname);
    const both = [client, database] as const;
    pairs.add(both);
    for (const [from, to] of [both, [database, client] as const]) {
      from.on("data", (bytes: Buffer) => {
        if (!isSilent) to.write(isGarbling ? withoutCommits(bytes) : bytes);
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(both);
      });
    }
  }

  const server = createServer(pair);
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : 0);
    });
  });
  const own = new URL(connectionString);
  own.hostname = "127.0.0.1";
  own.port = String(port);
  return {
    connectionString: own.href,
    garbleCommits() {
      isGarbling = true;
    },
    silence() {
      isSilent = true;
    },
    resume() {
      isSilent = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const both of pairs) for (const socket of both) socket.destroy();
      }),
  };
}
