import type { Client } from "../http/client.ts";
import { asObject, numberAt, textAt } from "../http/read.ts";

/** What is known of a file beside its content. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
}

/** Sends a file; `onShare` is told how much of it has gone, 0..1. */
export async function uploadFile(
  client: Client,
  file: File,
  onShare: (share: number) => void,
): Promise<StoredFile> {
  const form = new FormData();
  form.set("file", file);
  const { body } = await client.send({ method: "POST", path: "/files", form, onShare });
  return readFile(asObject(body));
}

export async function fetchFile(client: Client, id: string, signal?: AbortSignal): Promise<StoredFile> {
  const { body } = await client.send({ path: `/files/${id}`, ...(signal === undefined ? {} : { signal }) });
  return readFile(asObject(body));
}

function readFile(body: Parameters<typeof textAt>[0]): StoredFile {
  return {
    id: textAt(body, "id"),
    name: textAt(body, "name"),
    size: numberAt(body, "size"),
    type: textAt(body, "type"),
  };
}
