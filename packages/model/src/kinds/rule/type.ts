import type { DocumentBase, ExpressionSource } from "../../document/common.ts";
import type { JsonValue } from "../../json/json.ts";

/** One effect of a rule; exactly one member is set. */
export interface RuleEffect {
  readonly require?: readonly string[];
  readonly hide?: readonly string[];
  readonly readOnly?: readonly string[];
  readonly set?: Readonly<Record<string, JsonValue>>;
  readonly error?: { readonly field?: string; readonly message: string; readonly code?: string };
  readonly warn?: { readonly field?: string; readonly message: string };
  readonly options?: { readonly field: string; readonly where: ExpressionSource };
}

export interface RuleDocument extends DocumentBase {
  readonly kind: "rule";
  readonly entity: string;
  readonly on: readonly ("create" | "update" | "delete")[];
  readonly order?: number;
  readonly when?: ExpressionSource;
  readonly find?: JsonValue;
  readonly then: readonly RuleEffect[];
}
