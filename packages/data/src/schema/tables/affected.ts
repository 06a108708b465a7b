import type { Checked } from "@dougong/expression";
import {
  type AggregateColumn,
  type AggregateSource,
  type Entity,
  type LookupColumn,
  mapChecked,
} from "@dougong/fields";
import type { TableContext } from "./table-context.ts";

/** Sums of one other entity over the rows of this one, all tied in the same way. */
export interface AffectedSums {
  readonly entity: Entity;
  readonly match: AggregateSource["match"];
  readonly columns: readonly AggregateColumn[];
  /** Columns of this entity's rows whose change may change the sums. */
  readonly reads: readonly string[];
}

/** Copies that records of one other entity keep of this one's columns, all over one reference. */
export interface AffectedCopies {
  readonly entity: Entity;
  readonly via: string;
  readonly columns: readonly LookupColumn[];
}

/** All sums of the catalogue that run over an entity's rows. */
export function affectedSums(
  context: Pick<TableContext, "catalogue">,
  rows: Entity,
): readonly AffectedSums[] {
  return [...context.catalogue.entities.values()].flatMap((entity) => {
    const sums = entity.derived.columns.filter(
      (column): column is AggregateColumn => column.kind === "aggregate" && column.over.entity === rows.id,
    );
    return grouped(sums, (sum) => JSON.stringify(sum.over.match)).map((columns) => ({
      entity,
      match: columns[0]?.over.match ?? [],
      columns,
      reads: [...new Set(columns.flatMap(columnsOfSum))],
    }));
  });
}

/** All copies of the catalogue that are taken from an entity's records. */
export function affectedCopies(
  context: Pick<TableContext, "catalogue">,
  target: Entity,
): readonly AffectedCopies[] {
  return [...context.catalogue.entities.values()].flatMap((entity) => {
    const copies = entity.derived.columns.filter(
      (column): column is LookupColumn => column.kind === "lookup" && column.target === target.id,
    );
    return grouped(copies, (copy) => copy.via).map((columns) => ({
      entity,
      via: columns[0]?.via ?? "",
      columns,
    }));
  });
}

function columnsOfSum({ over, value, filter }: AggregateColumn): readonly string[] {
  return [
    ...over.match.map((tie) => tie.other),
    ...(over.absent === null ? [] : [over.absent]),
    ...(value === null ? [] : columnsRead(value)),
    ...(filter === null ? [] : columnsRead(filter)),
  ];
}

/** The columns that an expression over one row reads. */
export function columnsRead(checked: Checked): readonly string[] {
  const names = new Set<string>();
  mapChecked(checked, (node) => {
    const name = node.node === "path" ? node.steps[0]?.name : node.node === "index" ? "_position" : undefined;
    if (name !== undefined) names.add(name);
    return node;
  });
  return [...names];
}

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
