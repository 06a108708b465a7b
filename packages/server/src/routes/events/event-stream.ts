import { PassThrough } from "node:stream";
import type { JsonObject } from "@dougong/model";

/** The open answer of a stream of events (text/event-stream). */
export interface EventStream {
  readonly body: PassThrough;
  /** An event with its number, from which the stream can be taken up again. */
  send(seq: number, data: JsonObject, event?: "reset"): void;
  /** The number alone: nothing happened yet. */
  mark(seq: number): void;
  end(): void;
}

/** Bytes that may wait for a slow reader; beyond, its stream ends and it comes back for the rest. */
const longestBuffer = 1024 * 1024;
const heartbeat = 15_000;

export function openEventStream(onEnd: () => void): EventStream {
  const body = new PassThrough();
  const write = (text: string): void => {
    if (body.writableEnded) return;
    body.write(text);
    if (body.writableLength + body.readableLength > longestBuffer) body.destroy();
  };
  // A comment now and then, so that nobody on the way takes the silence for the end.
  const timer = setInterval(() => write(":\n\n"), heartbeat);
  body.once("close", () => {
    clearInterval(timer);
    onEnd();
  });
  write("retry: 1000\n\n");
  return {
    body,
    send: (seq, data, event) =>
      write(`${event === undefined ? "" : `event: ${event}\n`}id: ${seq}\ndata: ${JSON.stringify(data)}\n\n`),
    mark: (seq) => write(`id: ${seq}\n\n`),
    end: () => void body.end(),
  };
}
