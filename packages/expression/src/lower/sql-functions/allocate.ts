/** ALLOCATE by largest remainder, as `evaluate/allocate.ts` does it; a null weight is a row that is left out. */
export function allocateFunctions(schema: string): readonly string[] {
  return [
    `create or replace function ${schema}._allocate(weights numeric[], total numeric, digits int) returns numeric[] language sql immutable strict parallel safe as $$
  with rows as (
    select i, w, sum(w) over () as all_weights, count(w) over () as number_of, abs(round(total, digits)) * ('1e' || digits)::numeric as units
    from unnest(weights) with ordinality r(w, i)
  ), shares as (
    select i, units, case when w is null then null when all_weights = 0 then units else units * w * sign(all_weights) end as share,
      case when all_weights = 0 then number_of else abs(all_weights) end as whole
    from rows
  ), floors as (
    select i, units, share, whole, div(share, whole) - case when share < 0 and div(share, whole) * whole <> share then 1 else 0 end as base
    from shares
  ), ranked as (
    select i, base, units - sum(base) over () as missing,
      row_number() over (order by share - base * whole desc nulls last, i) as place
    from floors
  )
  select array_agg(round(case when base is null then 0 else (base + case when place <= missing then 1 else 0 end) * case when total < 0 then -1 else 1 end * ('1e' || -digits)::numeric end, digits) order by i)
  from ranked
$$;`,
  ];
}
