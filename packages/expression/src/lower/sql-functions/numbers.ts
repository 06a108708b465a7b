/** Results beyond a type fail with PostgreSQL's own code 22003, which callers tell as `out_of_range`. */
export function numberFunctions(schema: string): readonly string[] {
  return [
    integerOf(schema, "bigint"),
    integerOf(schema, "numeric"),
    clamp(schema),
    leading(schema),
    divide(schema),
    ...stepped(schema),
  ];
}

/** An integer of the contract, ±(2^53−1). */
function integerOf(schema: string, type: string): string {
  return `create or replace function ${schema}._int(x ${type}) returns bigint language plpgsql immutable strict parallel safe as $$
begin
  if x > 9007199254740991 or x < -9007199254740991 then
    raise exception using errcode = '22003', message = 'integer out of range';
  end if;
  return x;
end $$;`;
}

/** Unlike least and greatest alone, null stays null. */
function clamp(schema: string): string {
  return `create or replace function ${schema}._clamp(n bigint, low int, high int) returns int language sql immutable strict parallel safe as $$
  select least(greatest(n, low), high)::int
$$;`;
}

/** Decimal exponent of a positive number: 0 for 1 to 9.99, -1 for 0.1 to 0.99. */
function leading(schema: string): string {
  return `create or replace function ${schema}._leading(x numeric) returns int language sql immutable strict parallel safe as $$
  select case when x >= 1 then length(trunc(x)::text) - 1
              else length(ltrim(substr(x::text, 3), '0')) + 1 - length(x::text) end
$$;`;
}

/**
 * a ÷ b to 34 significant digits, half away from zero; null for b = 0. numeric's own \`/\` chooses its digits
 * by the operands, so the quotient is taken as a whole number of the last digit.
 */
function divide(schema: string): string {
  return `create or replace function ${schema}._div(a numeric, b numeric) returns numeric language plpgsql immutable strict parallel safe as $$
declare
  m numeric := abs(a);
  d numeric := abs(b);
  x int;
  y int;
  places int;
  n numeric;
  q numeric;
begin
  if b = 0 then return null; end if;
  if a = 0 then return 0; end if;
  x := ${schema}._leading(m);
  y := ${schema}._leading(d);
  places := 33 - x + y;
  if m * ('1e' || -x)::numeric < d * ('1e' || -y)::numeric then places := places + 1; end if;
  if places >= 0 then n := m * ('1e' || places)::numeric; else n := m; d := d * ('1e' || -places)::numeric; end if;
  q := div(n, d);
  if 2 * (n - q * d) >= d then q := q + 1; end if;
  return trim_scale(sign(a) * sign(b) * q * ('1e' || -places)::numeric);
end $$;`;
}

/** FLOOR and CEIL to n decimals, exact: only factors of ten. */
function stepped(schema: string): readonly string[] {
  return ["floor", "ceil"].map(
    (name) =>
      `create or replace function ${schema}._${name}(x numeric, n int) returns numeric language sql immutable strict parallel safe as $$
  select ${name}(x * ('1e' || n)::numeric) * ('1e' || -n)::numeric
$$;`,
  );
}
