import type { Problem } from "@dougong/model";

/** Text that is no JSON at all: reading stops at the first of these. */
export class JsonSyntaxFault extends Error {
  /** Place in the text, in UTF-16 units from 0. */
  readonly offset: number;

  constructor(offset: number) {
    super(`Unexpected text at ${offset}`);
    this.name = "JsonSyntaxFault";
    this.offset = offset;
  }
}

/** A reading that went through, with all that was wrong with what it found. */
export interface JsonReading {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}
