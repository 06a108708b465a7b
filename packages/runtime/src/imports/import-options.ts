import type { JsonObject } from "@dougong/model";

/** How a file is read and what its columns fill (contract 2.8). */
export interface ImportOptions {
  /** Qualified entity id. */
  readonly entity: string;
  readonly format: "csv" | "xlsx";
  /** Heading of a column → field, or a path through a reference: `{"客户":"customer.code"}`. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly mode: "create" | "update" | "upsert";
  readonly key?: readonly string[];
  /** `stop` (default): all rows or none. `skip`: the good rows. */
  readonly onError?: "stop" | "skip";
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly decimalSeparator?: string;
  readonly thousandsSeparator?: string;
  /** `ymd`, `dmy`, `mdy`, or a pattern such as `yyyy/MM/dd`. */
  readonly dateFormat?: string;
  readonly encoding?: string;
  readonly migrate?: boolean;
}

const name: JsonObject = { type: "string", minLength: 1, maxLength: 255 };

/** JSON Schema of the options: what a form part `options` may hold. */
export const importOptionsSchema: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["entity", "format", "mapping", "mode"],
  properties: {
    entity: name,
    format: { enum: ["csv", "xlsx"] },
    mapping: { type: "object", minProperties: 1, maxProperties: 1000, additionalProperties: name },
    mode: { enum: ["create", "update", "upsert"] },
    key: { type: "array", minItems: 1, maxItems: 16, items: name },
    onError: { enum: ["stop", "skip"] },
    delimiter: { enum: [",", ";", "\t", "|"] },
    sheet: name,
    decimalSeparator: { enum: [".", ","] },
    thousandsSeparator: { enum: [",", ".", " ", "'", ""] },
    dateFormat: { type: "string", minLength: 1, maxLength: 40 },
    encoding: { type: "string", minLength: 1, maxLength: 40 },
    migrate: { type: "boolean" },
  },
};
