/** What NUMBER, DATE and DATETIME read of a text: null for what is none. Digits are ASCII, whatever the database's locale is. */
export function conversionFunctions(schema: string): readonly string[] {
  return [toNumber(schema), toDate(schema), toInstant(schema)];
}

/** As many digits as a decimal literal may have: 50. */
function toNumber(schema: string): string {
  return `create or replace function ${schema}._to_number(x text) returns numeric language sql immutable strict parallel safe as $$
  select case when (x collate "C") ~ '^[+-]?[0-9]+([.][0-9]+)?$'
      and length(regexp_replace(regexp_replace(x collate "C", '^[+-]?0*([0-9])', '\\1'), '[.]', '')) <= 50
    then trim_scale(x::numeric) end
$$;`;
}

function toDate(schema: string): string {
  return `create or replace function ${schema}._to_date(x text) returns date language plpgsql immutable strict parallel safe as $$
declare
  y int;
  m int;
  d int;
begin
  if (x collate "C") !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then return null; end if;
  y := substr(x, 1, 4)::int;
  m := substr(x, 6, 2)::int;
  d := substr(x, 9, 2)::int;
  if y < 1 or m not between 1 and 12 or d < 1 then return null; end if;
  if d > extract(day from make_date(y, m, 1) + interval '1 month - 1 day') then return null; end if;
  return make_date(y, m, d);
end $$;`;
}

/** RFC 3339 with any offset; digits beyond ms are cut. */
function toInstant(schema: string): string {
  return `create or replace function ${schema}._to_instant(x text) returns timestamptz language plpgsql immutable strict parallel safe as $$
declare
  p text[] := regexp_match(x collate "C",
    '^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:[.]([0-9]{1,9}))?(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))$');
  d date;
  i timestamptz;
begin
  if p is null then return null; end if;
  d := ${schema}._to_date(p[1]);
  if d is null then return null; end if;
  i := (d::timestamp + make_interval(hours => p[2]::int, mins => p[3]::int, secs => p[4]::int)
    + rpad(left(coalesce(p[5], '0'), 3), 3, '0')::int * interval '1 millisecond'
    - case when p[6] is null then interval '0' else make_interval(hours => p[7]::int, mins => p[8]::int) * case p[6] when '-' then -1 else 1 end end)
    at time zone 'UTC';
  if i < timestamptz '0001-01-01 00:00:00+00' or i >= timestamptz '10000-01-01 00:00:00+00' then return null; end if;
  return i;
end $$;`;
}
