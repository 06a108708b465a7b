import type { TextConventions } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import type { ImportOptions } from "../import-options.ts";

const thousands = [",", ".", " ", "'", ""] as const;
const orders = ["ymd", "dmy", "mdy"] as const;

/** `yyyy/MM/dd`, `dd.mm.yyyy` or `ymd`: what counts is the order of year, month and day. */
function dateOrder(format: string): TextConventions["dateFormat"] | undefined {
  const letters = [
    ...format.toLowerCase().replace(/年/g, "y").replace(/月/g, "m").replace(/日/g, "d"),
  ].filter((letter) => "ymd".includes(letter));
  const order = [...new Set(letters)].join("");
  return orders.find((one) => one === order);
}

/** How the cells of a file are read. Without a hint a decimal comma has points between thousands, and a point commas. */
export function textConventions(options: ImportOptions, timeZone: string): TextConventions {
  const decimalSeparator = options.decimalSeparator === "," ? "," : ".";
  const thousandsSeparator =
    thousands.find((one) => one === options.thousandsSeparator) ?? (decimalSeparator === "," ? "." : ",");
  const dateFormat = options.dateFormat === undefined ? "ymd" : dateOrder(options.dateFormat);
  if (dateFormat === undefined) {
    throw new ProblemError("validation_failed", [
      {
        code: "bad_format",
        path: "/options/dateFormat",
        params: { label: "dateFormat", example: "yyyy/MM/dd" },
        expected: "an order of year, month and day",
        got: options.dateFormat ?? "",
      },
    ]);
  }
  if (decimalSeparator === thousandsSeparator) {
    throw new ProblemError("validation_failed", [
      {
        code: "ambiguous",
        path: "/options/thousandsSeparator",
        params: { name: thousandsSeparator },
        got: thousandsSeparator,
      },
    ]);
  }
  return { decimalSeparator, thousandsSeparator, dateFormat, timeZone };
}
