/** Calendar steps as contract 0.2 tells them. Units are constants that the check has let through. */
export function dateFunctions(schema: string): readonly string[] {
  return [
    guard(schema, "date", "date '0001-01-01'", "date '9999-12-31'"),
    guard(
      schema,
      "timestamptz",
      "timestamptz '0001-01-01 00:00:00+00'",
      "timestamptz '9999-12-31 23:59:59.999+00'",
    ),
    interval(schema),
    addToDate(schema),
    addToInstant(schema),
    diffOfDates(schema),
    diffOfInstants(schema),
    startOf(schema),
  ];
}

function guard(schema: string, type: string, first: string, last: string): string {
  return `create or replace function ${schema}._in_years(x ${type}) returns ${type} language plpgsql immutable strict parallel safe as $$
begin
  if x < ${first} or x > ${last} then
    raise exception using errcode = '22008', message = '${type} out of range';
  end if;
  return x;
end $$;`;
}

/** n steps; fails with 22008 where the number is beyond what any date can move. */
function interval(schema: string): string {
  return `create or replace function ${schema}._steps(n bigint, unit text) returns interval language plpgsql immutable strict parallel safe as $$
declare
  size int := case unit when 'week' then 7 when 'quarter' then 3 when 'year' then 12 else 1 end;
begin
  if unit in ('second', 'minute', 'hour') then
    if abs(n) > 400000000000 then raise exception using errcode = '22008', message = 'date step out of range'; end if;
    return n * ('1 ' || unit)::interval;
  end if;
  if abs(n) > 10000000 / size then raise exception using errcode = '22008', message = 'date step out of range'; end if;
  if unit in ('day', 'week') then return make_interval(days => (n * size)::int); end if;
  return make_interval(months => (n * size)::int);
end $$;`;
}

function addToDate(schema: string): string {
  return `create or replace function ${schema}._date_add(d date, n bigint, unit text) returns date language sql immutable strict parallel safe as $$
  select ${schema}._in_years((d::timestamp + ${schema}._steps(n, unit))::date)
$$;`;
}

/** Days and longer are steps on the calendar of the zone. */
function addToInstant(schema: string): string {
  return `create or replace function ${schema}._date_add(d timestamptz, n bigint, unit text, zone text) returns timestamptz language sql immutable strict parallel safe as $$
  select ${schema}._in_years(case when unit in ('second', 'minute', 'hour')
    then ((d at time zone 'UTC') + ${schema}._steps(n, unit)) at time zone 'UTC'
    else ((d at time zone zone) + ${schema}._steps(n, unit)) at time zone zone end)
$$;`;
}

/** Units between two local dates: right, or one too many. */
function estimate(from: string, to: string): string {
  return `case unit when 'day' then ${to} - ${from} when 'week' then (${to} - ${from}) / 7
    else (extract(year from ${to})::int * 12 + extract(month from ${to})::int - extract(year from ${from})::int * 12 - extract(month from ${from})::int)
      / case unit when 'quarter' then 3 when 'year' then 12 else 1 end end`;
}

function diffOfDates(schema: string): string {
  return `create or replace function ${schema}._date_diff(a date, b date, unit text) returns bigint language plpgsql immutable strict parallel safe as $$
declare
  n bigint;
begin
  if b < a then return - ${schema}._date_diff(b, a, unit); end if;
  n := ${estimate("a", "b")};
  while n > 0 and ${schema}._date_add(a, n, unit) > b loop n := n - 1; end loop;
  return n;
end $$;`;
}

function diffOfInstants(schema: string): string {
  return `create or replace function ${schema}._date_diff(a timestamptz, b timestamptz, unit text, zone text) returns bigint language plpgsql immutable strict parallel safe as $$
declare
  n bigint;
  x date;
  y date;
begin
  if b < a then return - ${schema}._date_diff(b, a, unit, zone); end if;
  if unit in ('second', 'minute', 'hour') then
    return div(extract(epoch from b) - extract(epoch from a), case unit when 'second' then 1 when 'minute' then 60 else 3600 end)::bigint;
  end if;
  x := (a at time zone zone)::date;
  y := (b at time zone zone)::date;
  n := greatest(${estimate("x", "y")}, 0);
  while n > 0 and ${schema}._date_add(a, n, unit, zone) > b loop n := n - 1; end loop;
  return n;
end $$;`;
}

/** The instant less what the clock on the wall has gone on since the unit began: never ambiguous. */
function startOf(schema: string): string {
  return `create or replace function ${schema}._start_of(d timestamptz, unit text, zone text) returns timestamptz language sql immutable strict parallel safe as $$
  select d - ((d at time zone zone) - date_trunc(unit, d at time zone zone))
$$;`;
}
