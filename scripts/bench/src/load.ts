import { Agent, request } from "node:http";

/** One call of a load: what to send, and whether the answer is right. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
}

export interface Measured {
  /** Answers per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly count: number;
}

/** Sends calls from `clients` keep-alive connections for `seconds`; a wrong status ends the run. */
export async function load(
  port: number,
  clients: number,
  seconds: number,
  next: (index: number) => Call,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  let index = 0;
  const client = async () => {
    while (performance.now() < end) {
      const call = next(index++);
      const began = performance.now();
      await send(agent, port, call);
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { rate: times.length / elapsed, p50: at(0.5), p95: at(0.95), count: times.length };
}

/** One request over a keep-alive agent; resolves to the body. */
export function send(agent: Agent, port: number, call: Call): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(call.body === undefined
        ? {}
        : { "content-type": "application/json", "content-length": String(Buffer.byteLength(call.body)) }),
      ...call.headers,
    };
    const sent = request(
      { host: "127.0.0.1", port, method: call.method, path: call.path, agent, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const body = Buffer.concat(chunks).toString("utf8");
          if (answer.statusCode === call.status) resolve(body);
          else
            reject(
              new Error(
                `${call.method} ${call.path}: ${answer.statusCode} instead of ${call.status}: ${body.slice(0, 300)}`,
              ),
            );
        });
      },
    );
    sent.on("error", reject);
    sent.end(call.body);
  });
}
