/** FORMAT and SPELL: the same pieces as in `format/`, put together in SQL. */
export function formatFunctions(schema: string): readonly string[] {
  return [formatNumber(schema), formatClock(schema), spellYuan(schema), spellMoney(schema)];
}

function formatNumber(schema: string): string {
  return `create or replace function ${schema}._format(x numeric, before text, after text, whole int, fewest int, most int, size int, percent boolean)
returns text language plpgsql immutable strict parallel safe as $$
declare
  v numeric := round(case when percent then x * 100 else x end, most);
  parts text[] := string_to_array(abs(v)::text, '.');
  fraction text := coalesce(parts[2], '');
  digits text := case when parts[1] = '0' then '' else parts[1] end;
  shown text := '';
begin
  fraction := left(fraction, fewest) || rtrim(substr(fraction, fewest + 1), '0');
  digits := lpad(digits, greatest(length(digits), whole), '0');
  if digits = '' and fraction = '' then digits := '0'; end if;
  if size > 0 then
    while length(digits) > size loop
      shown := ',' || right(digits, size) || shown;
      digits := left(digits, -size);
    end loop;
  end if;
  return case when v < 0 then '-' else '' end || before || digits || shown
    || case when fraction = '' then '' else '.' || fraction end || after;
end $$;`;
}

function formatClock(schema: string): string {
  return `create or replace function ${schema}._format(x timestamp, pieces text[]) returns text language sql immutable strict parallel safe as $$
  select string_agg(case piece
    when 'yyyy' then to_char(x, 'YYYY') when 'yy' then to_char(x, 'YY') when 'Q' then to_char(x, 'Q')
    when 'MM' then to_char(x, 'MM') when 'M' then to_char(x, 'FMMM') when 'dd' then to_char(x, 'DD') when 'd' then to_char(x, 'FMDD')
    when 'HH' then to_char(x, 'HH24') when 'H' then to_char(x, 'FMHH24') when 'mm' then to_char(x, 'MI') when 'm' then to_char(x, 'FMMI')
    when 'ss' then to_char(x, 'SS') when 's' then to_char(x, 'FMSS') when 'SSS' then to_char(x, 'MS')
    else substr(piece, 2) end, '' order by place)
  from unnest(pieces) with ordinality p(piece, place)
$$;`;
}

function spellYuan(schema: string): string {
  return `create or replace function ${schema}._spell_yuan(x text) returns text language plpgsql immutable strict parallel safe as $$
declare
  result text := '';
  gap boolean := false;
  filled boolean := false;
  place int;
  digit int;
begin
  for i in 1..length(x) loop
    place := length(x) - i;
    digit := substr(x, i, 1)::int;
    if digit = 0 then gap := true;
    else
      result := result || case when gap and result <> '' then '零' else '' end || substr('零壹贰叁肆伍陆柒捌玖', digit + 1, 1)
        || (array['', '拾', '佰', '仟'])[place % 4 + 1];
      gap := false;
      filled := true;
    end if;
    if place % 4 = 0 then
      if place = 8 then result := result || case when result = '' then '' else '亿' end;
      elsif filled and place > 0 then result := result || '万';
      end if;
      if filled then gap := false; end if;
      filled := false;
    end if;
  end loop;
  return result;
end $$;`;
}

function spellMoney(schema: string): string {
  return `create or replace function ${schema}._spell_cny(x numeric) returns text language plpgsql immutable strict parallel safe as $$
declare
  cents text := lpad(abs(round(x * 100))::text, greatest(3, length(abs(round(x * 100))::text)), '0');
  yuan text := left(cents, -2);
  jiao int := substr(cents, length(cents) - 1, 1)::int;
  fen int := right(cents, 1)::int;
  whole text := case when yuan = '0' then '' else ${schema}._spell_yuan(yuan) || '元' end;
  first text := '人民币' || case when round(x * 100) < 0 then '负' else '' end;
begin
  if length(yuan) > 16 then
    raise exception using errcode = '22003', message = 'amount out of range';
  end if;
  if jiao = 0 and fen = 0 then return first || case when whole = '' then '零元' else whole end || '整'; end if;
  return first || whole || case when whole <> '' and (jiao = 0 or right(yuan, 1) = '0') then '零' else '' end
    || case when jiao = 0 then '' else substr('零壹贰叁肆伍陆柒捌玖', jiao + 1, 1) || '角' end
    || case when fen = 0 then '' else substr('零壹贰叁肆伍陆柒捌玖', fen + 1, 1) || '分' end;
end $$;`;
}
