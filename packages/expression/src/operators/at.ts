import { isList, type Plain } from "../evaluate/plain.ts";
import { sql } from "../sql/fragment.ts";
import { itemType } from "../types/item-type.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";

export const at: Operator = {
  name: "at",
  text: "AT",
  form: "function",
  arity: [2, 2],
  scalar: {
    check(args, report) {
      const [list, place] = args;
      if (list === undefined || place === undefined) return null;
      const type = list.type.kind === "null" ? list.type : itemType(list.type);
      if (type === null) return report.mismatch(0, ["list", "choices", "references"], typeName(list.type));
      if (place.type.kind !== "integer" && place.type.kind !== "null")
        return report.mismatch(1, "integer", typeName(place.type));
      return { type, args };
    },
    evaluate(call, run) {
      const list = run.value(argument(call, 0));
      const place = run.integer(argument(call, 1));
      if (place === null || place < 0 || !isList(list)) return null;
      return (list[place] as Plain | undefined) ?? null;
    },
    lower(call, to) {
      const [list, place] = [argument(call, 0), argument(call, 1)];
      if (list.type.kind === "null") return to.as(list, call.type);
      const index = sql`${to.helper("_clamp")}(${to.as(place, { kind: "integer" })}, -1, 2147483646) + 1`;
      return sql`(${to.value(list)})[${index}]`;
    },
  },
  doc: {
    en: "The value at a place of a list, from 0; null where there is none.",
    zh: "列表中某个位置（从 0 起）的值；没有则为空。",
    example: "AT(tags, 0)",
  },
};
