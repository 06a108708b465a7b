import { type Fragment, identifier, join, sql, toLiteralText } from "@dougong/expression";
import type { AffectedSums } from "./affected.ts";
import { isAdditive, rowShare, wholeAggregate } from "./aggregate-sql.ts";
import { keyLock } from "./key-lock.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";

type Side = "n" | "o";

/** plpgsql for each event on the rows. */
export interface SumUp {
  readonly insert: string;
  readonly update: string;
  readonly delete: string;
}

/**
 * plpgsql that brings sums up to date after a statement on their rows. It finds the records whose rows changed in
 * what the sums read, holds them in the order of their ids in a statement of its own (only the next one sees what
 * the holder of a lock committed), adds what changed to sums and counts, works out all others anew, and writes only
 * what differs.
 */
export function sumUp(context: TableContext, sums: AffectedSums): SumUp {
  const body = (sides: readonly Side[]) => {
    const found = toLiteralText(findOwners(context, sums, sides));
    const table = toLiteralText(qualifiedTable(context, sums.entity));
    const own = sums.columns.every((column) => column.over.lines !== null);
    const count = own
      ? ""
      : `
      get diagnostics changed = row_count;
      perform ${toLiteralText(identifier(context.schema, "_consequences"))}(changed);`;
    return `${locks(context, sums, sides)}    ${found};
    if ids is not null then
      perform 1 from ${table} as p where p.id = any(ids) order by p.id for no key update;
      ${toLiteralText(updateOwners(context, sums, sides))};${count}
    end if;`;
  };
  return { insert: body(["n"]), update: body(["n", "o"]), delete: body(["o"]) };
}

function isById({ match }: AffectedSums): boolean {
  return match.length === 1 && match[0]?.own === "id";
}

/** The keys, `k0`, `k1`, …, of rows on the sides of an event that changed in what the sums read. */
function changedKeys(sums: AffectedSums, sides: readonly Side[]): Fragment {
  const { match, reads } = sums;
  const keysOf = (side: Side) => join(match.map((tie) => identifier(side, tie.other)));
  const filled = join(
    match.map((_, index) => sql`k.${identifier(`k${index}`)} is not null`),
    " and ",
  );
  const names = join(match.map((_, index) => identifier(`k${index}`)));
  const [only] = sides;
  if (sides.length === 1 && only !== undefined)
    return sql`(select ${keysOf(only)} from ${[only]}) as k (${names}) where ${filled}`;
  const tuple = (side: Side) => sql`(${join(reads.map((name) => identifier(side, name)))})`;
  return sql`n join o on o.id = n.id cross join lateral (values (${keysOf("n")}), (${keysOf("o")})) as k (${names}) where ${tuple("n")} is distinct from ${tuple("o")} and ${filled}`;
}

/** Records that are found by a key: whoever makes one takes the same lock. */
function locks(context: TableContext, sums: AffectedSums, sides: readonly Side[]): string {
  if (isById(sums)) return "";
  const names = sums.match.map((_, index) => sql`k.${identifier(`k${index}`)}`);
  const keys = sql`select distinct ${join(names)} from ${changedKeys(sums, sides)} order by ${join(names)}`;
  return `    ${toLiteralText(sql`perform ${keyLock(context, sums.entity, names)} from (${keys}) as k`)};\n`;
}

function findOwners(context: TableContext, sums: AffectedSums, sides: readonly Side[]): Fragment {
  const keys = changedKeys(sums, sides);
  if (isById(sums)) return sql`select array_agg(distinct k.k0) into ids from ${keys}`;
  const ties = join(
    sums.match.map((tie, index) => sql`${identifier("p", tie.own)} = ${identifier("f", `k${index}`)}`),
    " and ",
  );
  const names = join(sums.match.map((_, index) => sql`k.${identifier(`k${index}`)}`));
  return sql`select array_agg(distinct p.id) into ids from ${qualifiedTable(context, sums.entity)} as p join (select ${names} from ${keys}) as f on ${ties}`;
}

function updateOwners(context: TableContext, sums: AffectedSums, sides: readonly Side[]): Fragment {
  const table = qualifiedTable(context, sums.entity);
  const additive = sums.columns.filter(isAdditive);
  const values = sums.columns.map((column) => {
    const place = additive.indexOf(column);
    const name = identifier(column.name);
    if (place < 0) return sql`${wholeAggregate(context, column, "q")} as ${name}`;
    return sql`coalesce(${identifier("q", column.name)}, 0) + coalesce(d.${identifier(`d${place}`)}, 0) as ${name}`;
  });
  const changes =
    additive.length === 0
      ? []
      : sql` left join (${changesOf(context, sums, sides)}) as d on ${tiesTo(sums, "q", "d")}`;
  const names = sums.columns.map((column) => column.name);
  const of = (alias: string) => sql`(${join(names.map((name) => identifier(alias, name)))})`;
  const set = join(names.map((name) => sql`${identifier(name)} = ${identifier("x", name)}`));
  return sql`update ${table} as p set ${set} from (select q.id, ${join(values)} from ${table} as q${changes} where q.id = any(ids)) as x where p.id = x.id and ${of("p")} is distinct from ${of("x")}`;
}

function tiesTo({ match }: AffectedSums, record: string, keys: string): Fragment {
  return join(
    match.map((tie, index) => sql`${identifier(record, tie.own)} = ${identifier(keys, `k${index}`)}`),
    " and ",
  );
}

/** What the event adds to each sum, by key: rows as they are now count, as they were count against. */
function changesOf(context: TableContext, sums: AffectedSums, sides: readonly Side[]): Fragment {
  const additive = sums.columns.filter(isAdditive);
  const side = (alias: Side) => {
    const keys = sums.match.map(
      (tie, index) => sql`${identifier(alias, tie.other)} as ${identifier(`k${index}`)}`,
    );
    const shares = additive.map(
      (column, index) =>
        sql`${[alias === "n" ? "" : "-"]}${rowShare(context, column, alias)} as ${identifier(`d${index}`)}`,
    );
    return sql`select ${join([...keys, ...shares])} from ${[alias]}`;
  };
  const all = join(sides.map(side), " union all ");
  const keys = join(sums.match.map((_, index) => sql`s.${identifier(`k${index}`)}`));
  const totals = join(
    additive.map((_, index) => sql`sum(s.${identifier(`d${index}`)}) as ${identifier(`d${index}`)}`),
  );
  return sql`select ${keys}, ${totals} from (${all}) as s group by ${keys}`;
}
