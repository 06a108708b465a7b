import type { DocumentBase, ExpressionSource } from "../../document/common.ts";
import type { JsonValue } from "../../json/json.ts";

export interface EntityGrant {
  readonly entity: string;
  readonly actions: readonly string[];
  readonly where?: ExpressionSource;
  readonly fields?: Readonly<Record<string, JsonValue>>;
  readonly via?: "task";
}

export interface RoleDocument extends DocumentBase {
  readonly kind: "role";
  readonly grants: readonly (EntityGrant | { readonly use: readonly string[] })[];
  readonly includes?: readonly string[];
  readonly assignable?: boolean;
}
