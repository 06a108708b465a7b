import type { DisplayFormat, DocumentBase, ExpressionSource } from "../../document/common.ts";
import type { JsonValue } from "../../json/json.ts";

export interface ViewColumn {
  readonly field: string;
  readonly label?: string;
  readonly width?: number;
  readonly format?: DisplayFormat;
  readonly frozen?: boolean;
}

export interface ViewDocument extends DocumentBase {
  readonly kind: "view";
  readonly entity: string;
  readonly type: "table" | "kanban" | "calendar" | "gantt" | "gallery" | "tree" | "map";
  readonly columns?: readonly (string | ViewColumn)[];
  readonly filter?: ExpressionSource;
  readonly sort?: readonly string[];
  readonly group?: readonly { readonly field: string; readonly bucket?: string }[];
  readonly totals?: Readonly<Record<string, string>>;
  readonly colors?: readonly { readonly when: ExpressionSource; readonly color: string }[];
  readonly quick?: readonly string[];
  readonly open?: string;
  readonly editable?: readonly string[];
  readonly actions?: readonly string[];
  readonly pageSize?: number;
  readonly [member: string]:
    | JsonValue
    | readonly (string | ViewColumn)[]
    | readonly { readonly when: ExpressionSource; readonly color: string }[]
    | undefined;
}
