/**
 * Roots, powers and logarithms to 34 digits. PostgreSQL chooses its digits by the argument's scale, so each argument
 * is brought near 1 and given a scale of its own; rounding goes by way of 50 digits, as in JavaScript.
 */
export function powerFunctions(schema: string): readonly string[] {
  return [significant(schema), root(schema), logarithm(schema), exponential(schema), raise(schema)];
}

function significant(schema: string): string {
  return `create or replace function ${schema}._sig(x numeric) returns numeric language sql immutable strict parallel safe as $$
  select case when x = 0 then 0 else trim_scale(round(round(x, 49 - ${schema}._leading(abs(x))), 33 - ${schema}._leading(abs(round(x, 49 - ${schema}._leading(abs(x))))))) end
$$;`;
}

function root(schema: string): string {
  return `create or replace function ${schema}._sqrt(x numeric) returns numeric language plpgsql immutable strict parallel safe as $$
declare
  e int;
begin
  if x < 0 then return null; end if;
  if x = 0 then return 0; end if;
  e := floor(${schema}._leading(x) / 2.0)::int;
  return trim_scale(${schema}._sig(sqrt(x * ('1e' || -2 * e)::numeric + 0::numeric(100, 90))) * ('1e' || e)::numeric);
end $$;`;
}

/** Near 1 the logarithm loses as many digits as its argument has zeros after the point. */
function logarithm(schema: string): string {
  return `create or replace function ${schema}._wide_ln(x numeric) returns numeric language plpgsql immutable strict parallel safe as $$
declare
  d numeric := x - 1;
  e int;
begin
  if d = 0 then return 0; end if;
  if x > 0.5 and x < 2 then
    e := ${schema}._leading(abs(d));
    if e < -40 then return d - d * d * 0.5; end if;
    return ln(round(x, greatest(scale(x), 90 - e)));
  end if;
  e := ${schema}._leading(x);
  x := x * ('1e' || -e)::numeric;
  return ln(round(x, greatest(scale(x), 90))) + e * ln(10::numeric(100, 90));
end $$;

create or replace function ${schema}._ln(x numeric) returns numeric language sql immutable strict parallel safe as $$
  select case when x > 0 then ${schema}._sig(${schema}._wide_ln(x)) end
$$;`;
}

function exponential(schema: string): string {
  return `create or replace function ${schema}._exp(x numeric) returns numeric language plpgsql immutable strict parallel safe as $$
declare
  ten numeric := ln(10::numeric(100, 90));
  e int;
begin
  if x > 2310 or x > 1000 * ten then
    raise exception using errcode = '22003', message = 'power out of range';
  end if;
  if x < -2310 or x < -1000 * ten then return 0; end if;
  e := round(x / ten)::int;
  return trim_scale(${schema}._sig(exp(round(x - e * ten, 90))) * ('1e' || e)::numeric);
end $$;`;
}

function raise(schema: string): string {
  return `create or replace function ${schema}._power(x numeric, y numeric) returns numeric language plpgsql immutable strict parallel safe as $$
begin
  if y = 0 then return 1; end if;
  if x = 0 then return case when y < 0 then null else 0 end; end if;
  if x < 0 and y <> trunc(y) then return null; end if;
  return ${schema}._exp(y * ${schema}._wide_ln(abs(x))) * case when x < 0 and mod(y, 2) <> 0 then -1 else 1 end;
end $$;`;
}
