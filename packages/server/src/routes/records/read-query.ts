import {
  type AggregateQuery,
  type ExpressionSource,
  type GroupBy,
  ProblemError,
  type Query,
} from "@dougong/model";

type Names = string | readonly string[];

/** The members of a query as they come, from an address or a body. */
export interface QueryMembers {
  readonly filter?: ExpressionSource;
  readonly select?: Names;
  readonly expand?: Names;
  readonly sort?: Names;
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly count?: "none" | "exact" | "estimate";
  readonly q?: string | null;
  readonly trash?: "only";
  readonly timeZone?: string;
}

/** `number,customer.name` or a list, without blanks. */
export function namesOf(names: Names | undefined, parameter: string): readonly string[] | undefined {
  if (names === undefined) return undefined;
  const list = (typeof names === "string" ? names.split(",") : names).map((name) => name.trim());
  if (typeof names === "string" && names.trim() === "") return undefined;
  if (list.includes(""))
    throw new ProblemError("bad_parameter", [
      {
        code: "bad_parameter",
        path: `/${parameter}`,
        params: { name: parameter },
        expected: "names separated by commas",
      },
    ]);
  return list;
}

/** The question that a list asks. What its names mean is resolved by the query service. */
export function readQuery(entity: string, members: QueryMembers): Query {
  const { filter, limit, cursor, count, q, trash, timeZone } = members;
  const select = namesOf(members.select, "select");
  const expand = namesOf(members.expand, "expand");
  const sort = namesOf(members.sort, "sort");
  return {
    from: entity,
    ...(select === undefined ? {} : { select }),
    ...(expand === undefined ? {} : { expand }),
    ...(sort === undefined ? {} : { sort }),
    ...(filter === undefined || filter === null || filter === "" ? {} : { where: filter }),
    ...(limit === undefined ? {} : { limit }),
    ...(cursor === undefined || cursor === null ? {} : { cursor }),
    ...(count === undefined ? {} : { count }),
    ...(q === undefined || q === null || q === "" ? {} : { q }),
    ...(trash === undefined ? {} : { trash }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** The members of an aggregate's body as they come. */
export interface AggregateMembers {
  readonly filter?: ExpressionSource;
  readonly groupBy?: readonly GroupBy[];
  readonly measures?: Readonly<Record<string, ExpressionSource>>;
  readonly having?: ExpressionSource;
  readonly sort?: Names;
  readonly limit?: number;
  readonly timeZone?: string;
}

/** The question that an aggregate asks. */
export function readAggregate(entity: string, members: AggregateMembers): AggregateQuery {
  const { filter, sort: given, ...rest } = members;
  const sort = namesOf(given, "sort");
  return {
    from: entity,
    ...rest,
    ...(sort === undefined ? {} : { sort }),
    ...(filter === undefined || filter === null || filter === "" ? {} : { where: filter }),
  };
}
