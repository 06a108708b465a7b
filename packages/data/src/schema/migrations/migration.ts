/**
 * One step of the platform's own schema. Steps are applied in order, each in a transaction of its own,
 * and never changed once released: what is wrong is mended by a further step.
 */
export interface Migration {
  /** 1, 2, 3, … without holes. */
  readonly number: number;
  readonly name: string;
  /** SQL text, several statements; `schema` is quoted already and qualifies every name. */
  sql(schema: string): string;
}
