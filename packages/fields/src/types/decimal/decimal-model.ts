import type { FieldDocument, JsonValue, Problem } from "@dougong/model";
import type { CoerceContext, Coerced, FieldModel } from "../../facets/model.ts";
import {
  compareDecimals,
  type Decimal,
  fitsPrecision,
  numberToPlain,
  parseDecimal,
  printDecimal,
  roundDecimal,
  trimDecimal,
} from "../../values/decimal.ts";
import { readNumberText } from "../../values/number-text.ts";
import { refuse, wrongType } from "../../values/refuse.ts";
import { decimalMember, decimalMembers, decimalShape } from "./decimal-members.ts";

/** What decimal, money and percent share: exact numbers with a fixed scale, strings in JSON. `sign` may follow a number in text. */
export function createDecimalModel(options: {
  readonly type: string;
  readonly icon: string;
  readonly sign?: string;
}): FieldModel {
  return {
    type: options.type,
    icon: options.icon,
    computed: false,
    members: { properties: decimalMembers },
    operators: ["==", "!=", "<", "<=", ">", ">=", "in", "isnull"],
    valueType: (field) => ({ kind: "decimal", scale: decimalShape(field).scale }),
    check: memberProblems,
    jsonSchema: (field) => {
      const { scale } = decimalShape(field);
      return {
        type: "string",
        format: "decimal",
        pattern: scale === 0 ? "^-?\\d+$" : `^-?\\d+(?:\\.\\d{1,${scale}})?$`,
      };
    },
    coerce(value, field, context) {
      const plain = readPlain(value, context, options.sign);
      return typeof plain === "string" ? coerceDecimal(plain, field, context) : plain;
    },
  };
}

function readPlain(value: JsonValue, context: CoerceContext, sign?: string): string | Coerced {
  if (typeof value === "number")
    return (
      numberToPlain(value) ??
      refuse(context, "type_mismatch", { expected: "decimal string", got: value, params: { got: "number" } })
    );
  if (typeof value !== "string") return wrongType(context, "decimal string", value);
  const plain =
    context.from === "text" && context.text !== undefined
      ? readNumberText(unsigned(value, sign), context.text)
      : value;
  if (plain === undefined || parseDecimal(plain) === undefined)
    return refuse(context, "bad_format", { expected: "decimal", got: value, params: { example: "1234.50" } });
  return plain;
}

function unsigned(text: string, sign: string | undefined): string {
  const given = text.normalize("NFKC").trim();
  return sign !== undefined && given.endsWith(sign) ? given.slice(0, -sign.length) : text;
}

function coerceDecimal(plain: string, field: FieldDocument, context: CoerceContext): Coerced {
  const { precision, scale } = decimalShape(field);
  const given = trimDecimal(parseDecimal(plain) ?? { units: 0n, scale: 0 });
  const problems: Problem[] = [];
  const add = (coerced: Coerced) => "problems" in coerced && problems.push(...coerced.problems);
  if (given.scale > scale)
    add(refuse(context, "scale_exceeded", { params: { scale }, expected: { scale }, got: plain }));
  const max = decimalMember(field, "max");
  const min = decimalMember(field, "min");
  if (!fitsPrecision(given, precision, scale))
    add(
      refuse(context, "out_of_range", {
        variant: "precision",
        params: { max: precision - scale },
        expected: { precision, scale },
        got: plain,
      }),
    );
  else if (max !== undefined && compareDecimals(given, max) > 0) add(beyond(context, "max", max, plain));
  else if (min !== undefined && compareDecimals(given, min) < 0) add(beyond(context, "min", min, plain));
  return problems.length > 0 ? { problems } : { value: printDecimal(roundDecimal(given, scale)) };
}

function beyond(context: CoerceContext, side: "min" | "max", limit: Decimal, got: string): Coerced {
  const text = printDecimal(limit);
  return refuse(context, "out_of_range", {
    variant: side,
    params: { [side]: text },
    expected: { [side]: text },
    got,
  });
}

function memberProblems(field: FieldDocument): readonly Problem[] {
  const { precision, scale } = decimalShape(field);
  const problems: Problem[] = [];
  if (scale > precision)
    problems.push({
      code: "out_of_range",
      variant: "max",
      path: "/scale",
      params: { label: "scale", max: precision },
      expected: { max: precision },
      got: scale,
    });
  const min = decimalMember(field, "min");
  const max = decimalMember(field, "max");
  if (min !== undefined && max !== undefined && compareDecimals(min, max) > 0)
    problems.push({
      code: "out_of_range",
      variant: "max",
      path: "/min",
      params: { label: "min", max: printDecimal(max) },
      expected: { max: printDecimal(max) },
      got: printDecimal(min),
    });
  for (const member of ["min", "max", "step"] as const)
    if (field[member] !== undefined && decimalMember(field, member) === undefined)
      problems.push({
        code: "bad_format",
        path: `/${member}`,
        expected: "decimal",
        params: { label: member },
      });
  return problems;
}
