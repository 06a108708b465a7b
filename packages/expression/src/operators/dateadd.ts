import { parameter } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { addToDate, addToInstant } from "./shared/date-step.ts";
import { fitSlots } from "./shared/signature.ts";
import { checkUnit, isClockUnit, unitOf } from "./shared/unit.ts";

export const dateAdd: Operator = {
  name: "dateadd",
  text: "DATEADD",
  form: "function",
  arity: [3, 3],
  scalar: {
    check(args, report) {
      const fits = fitSlots(args, ["calendar", "integer", "text"], report);
      const good = checkUnit(args[2], 2, args[0], report) && fits;
      return good ? { type: args[0]?.type ?? { kind: "null" }, args } : null;
    },
    evaluate(call, run) {
      const start = run.text(argument(call, 0));
      const count = run.integer(argument(call, 1));
      const unit = unitOf(call.args[2]);
      if (start === null || count === null) return null;
      return call.type.kind === "date" && !isClockUnit(unit)
        ? addToDate(start, count, unit)
        : addToInstant(start, count, unit, run);
    },
    lower(call, to) {
      const count = to.as(argument(call, 1), { kind: "integer" });
      const unit = [parameter(unitOf(call.args[2]), "text")];
      const start = to.as(argument(call, 0), call.type);
      const zone = call.type.kind === "datetime" ? [to.zone] : [];
      return call.type.kind === "null" ? start : callSql(to.helper("_date_add"), start, count, unit, ...zone);
    },
  },
  doc: {
    en: "Moves a date by n units; a month's end is clamped.",
    zh: "把日期移动 n 个单位；月末自动收缩。",
    example: 'DATEADD(ordered_on, 30, "day")',
  },
};
