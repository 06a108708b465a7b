import type { Problem } from "@dougong/model";

/**
 * A fault of one app's documents. Its path begins with the document, `/entity:order/fields/discount/formula`,
 * and addresses elements by their id.
 */
export interface AppProblem extends Problem {
  readonly app: string;
}
