import { createHash } from "node:crypto";
import type { Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import { run } from "../database/run.ts";
import { rechunk } from "./rechunk.ts";
import { sniffType } from "./sniff-type.ts";
import { type StoredFile, safeFileName, safeMediaType } from "./stored-file.ts";

/** Bytes of a row of `_file_chunk`, but the last. Reading counts on it: it may not change. */
const chunkSize = 262_144;

/** Largest file: 50 MiB (contract G16). */
export const fileLimit = 50 * 1024 * 1024;

/** Files in the database, cut into chunks, so that neither writing nor reading holds one whole in memory. */
export interface Files {
  /** @throws ProblemError `too_large` beyond 50 MiB */
  store(
    content: AsyncIterable<Uint8Array>,
    about: { readonly name: string; readonly type: string; readonly createdBy: string | null },
  ): Promise<StoredFile>;
  find(id: string): Promise<StoredFile | null>;
  /** The content, or its bytes from `start` to `end`, both included. */
  read(file: StoredFile, range?: { readonly start: number; readonly end: number }): AsyncGenerator<Buffer>;
  /** Removes files that nothing ever held after a day, neither a record nor a job that is not over; answers how many. */
  purge(): Promise<number>;
}

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  readonly type: string;
  readonly sha256: string;
  readonly created_by: string | null;
  readonly attached: boolean;
  readonly holder_entity: string | null;
  readonly holder: string | null;
  readonly holder_field: string | null;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function holderOf(row: FileRow): StoredFile["holder"] {
  const { attached, holder_entity: entity, holder: id, holder_field: field } = row;
  return attached && entity !== null && id !== null && field !== null ? { entity, id, field } : null;
}

export function createFiles(workspace: Workspace): Files {
  const { pool, clock } = workspace;
  const files = identifier(workspace.schema, "_file");
  const chunks = identifier(workspace.schema, "_file_chunk");
  const jobs = identifier(workspace.schema, "_job");
  const id = (value: string) => parameter(value, "uuid");

  // Each chunk is committed by itself: a slow upload holds no transaction. Until `complete`, the file has
  // no digest and is not found; what never becomes complete goes with the other unattached files.
  async function begin(about: Parameters<Files["store"]>[1]): Promise<string> {
    const made = workspace.newId();
    await run(
      pool,
      sql`insert into ${files} (id, name, type, size, sha256, created_at, created_by)
      values (${id(made)}, ${parameter(safeFileName(about.name), "text")}, ${parameter(safeMediaType(about.type), "text")}, 0, '',
        ${parameter(clock.now().toISOString(), "timestamptz")}, ${parameter(about.createdBy, "uuid")})`,
    );
    return made;
  }

  async function fill(made: string, content: AsyncIterable<Uint8Array>, declared: string): Promise<void> {
    const digest = createHash("sha256");
    let size = 0;
    let number = 0;
    let type: string | undefined;
    for await (const chunk of rechunk(content, chunkSize)) {
      size += chunk.length;
      if (size > fileLimit)
        throw new ProblemError("too_large", [
          { code: "too_large", path: "/file", params: { max: "50 MiB" }, expected: { maxBytes: fileLimit } },
        ]);
      type ??= sniffType(chunk, declared);
      digest.update(chunk);
      await pool.query(`insert into ${chunks.join("")} (file, number, data) values ($1, $2, $3)`, [
        made,
        number,
        chunk,
      ]);
      number += 1;
    }
    await run(
      pool,
      sql`update ${files} set size = ${parameter(String(size), "bigint")}, type = ${parameter(type ?? declared, "text")}, sha256 = ${parameter(digest.digest("hex"), "text")} where id = ${id(made)}`,
    );
  }

  async function find(wanted: string): Promise<StoredFile | null> {
    if (!uuid.test(wanted)) return null;
    const rows = await run<FileRow>(
      pool,
      sql`select id, name, size, type, sha256, created_by, attached, holder_entity, holder, holder_field from ${files} where id = ${id(wanted)} and sha256 <> ''`,
    );
    const row = rows[0];
    return row === undefined
      ? null
      : {
          id: row.id,
          name: row.name,
          size: Number(row.size),
          type: row.type,
          sha256: row.sha256,
          createdBy: row.created_by,
          holder: holderOf(row),
        };
  }

  return {
    find,
    async store(content, about) {
      const made = await begin(about);
      try {
        await fill(made, content, safeMediaType(about.type));
      } catch (fault) {
        await run(pool, sql`delete from ${files} where id = ${id(made)}`).catch(() => undefined);
        throw fault;
      }
      const stored = await find(made);
      if (stored === null) throw new Error(`File ${made} is gone while it was stored`);
      return stored;
    },
    async *read(file, range = { start: 0, end: file.size - 1 }) {
      for (let number = Math.floor(range.start / chunkSize); number * chunkSize <= range.end; number += 1) {
        const rows = await run<{ data: Buffer }>(
          pool,
          sql`select data from ${chunks} where file = ${id(file.id)} and number = ${parameter(String(number), "int")}`,
        );
        const data = rows[0]?.data;
        if (data === undefined) throw new Error(`File ${file.id} has no chunk ${number}`);
        const offset = number * chunkSize;
        yield data.subarray(Math.max(0, range.start - offset), Math.min(data.length, range.end - offset + 1));
      }
    },
    async purge() {
      const before = new Date(clock.now().getTime() - 86_400_000).toISOString();
      const gone = await run(
        pool,
        sql`delete from ${files} f where not f.attached and f.holder is null and f.created_at < ${parameter(before, "timestamptz")}
          and not exists (select 1 from ${jobs} j where j.status in ('queued', 'running') and j.input::jsonb ->> 'file' = f.id::text)
          returning f.id`,
      );
      return gone.length;
    },
  };
}
