import type { Value } from "@dougong/expression";
import type { FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { ComponentType } from "react";

export interface WidgetProps {
  readonly field: FieldDocument;
  /** Label in the user's language: the accessible name. */
  readonly label: string;
  readonly value: Value | undefined;
  onChange(value: Value): void;
  onBlur?(): void;
  readonly id: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly problems: readonly Problem[];
  /** In a line grid: no border, fills its cell. */
  readonly compact?: boolean;
  readonly autoFocus?: boolean;
}

export interface CellProps {
  readonly field: FieldDocument;
  readonly value: Value | undefined;
  /** The language of the user, BCP 47. */
  readonly locale: string;
  /** Zone that datetimes are shown in. */
  readonly timeZone: string;
}

/** How a field type is entered and shown. */
export interface FieldReact {
  readonly type: string;
  readonly Widget: ComponentType<WidgetProps>;
  readonly Cell: ComponentType<CellProps>;
  /** Cells of numbers are right-aligned and tabular. */
  readonly align: "start" | "end";
}

/** One option of a look-up. */
export interface LookupOption {
  readonly id: string;
  readonly label: string;
  /** A second line or column that tells equals apart. */
  readonly detail?: string;
}

/** What a widget may ask of its surroundings; `ui` provides it through `FieldServices`. */
export interface FieldServices {
  searchRecords(entity: string, text: string, signal: AbortSignal): Promise<readonly LookupOption[]>;
  loadRecord(entity: string, id: string): Promise<JsonObject | null>;
  /** Sends a file; `onShare` is told how much of it is there, 0..1. @throws Error with a sentence for the user */
  upload(
    file: File,
    onShare: (share: number) => void,
  ): Promise<{ readonly id: string; readonly name: string }>;
  readonly locale: string;
  readonly timeZone: string;
}
