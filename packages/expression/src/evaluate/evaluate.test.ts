import { ProblemError } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { check } from "../check/check.ts";
import { environmentOf } from "../conformance/case.ts";
import { caseContext, caseScope } from "../conformance/scope.ts";
import { parse } from "../parse/parse.ts";
import { createZones } from "../time/zone.ts";
import type { Checked } from "../types/checked.ts";
import type { CheckContext } from "../types/scope.ts";
import type { Environment, Value } from "./environment.ts";
import { evaluate } from "./evaluate.ts";

function checked(text: string, context: CheckContext = caseContext): Checked {
  const parsed = parse(text);
  const result = "problems" in parsed ? parsed : check(parsed.expression, context, parsed.source);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.checked;
}

const base = environmentOf({ text: "" });
const value = (text: string, environment: Partial<Environment> = {}): Value =>
  evaluate(checked(text), { ...base, ...environment });

describe("what an environment gives", () => {
  it("finds the record behind an id where the object is not given", () => {
    const asked: string[] = [];
    const environment: Partial<Environment> = {
      record: { customer: "c1" },
      follow: (entity, id) => {
        asked.push(`${entity} ${id}`);
        return entity === "crm.customer" ? { name: "斗拱", owner: "u1" } : { email: "a@b.cn" };
      },
    };
    expect(value("customer.name", environment)).toBe("斗拱");
    expect(value("customer.owner.email", environment)).toBe("a@b.cn");
    expect(value("customer.id", environment)).toBe("c1");
    expect(value("nobody.name", environment)).toBe(null);
    expect(asked).toEqual(["crm.customer c1", "crm.customer c1", "system.user u1"]);
  });

  it("reads members that are missing, empty or of another kind as null", () => {
    for (const given of [undefined, null, "", [], {}, true, "x"])
      expect(value("ISNULL(n)", { record: { n: given } })).toBe(true);
    expect(value("ISNULL(name)", { record: { name: "" } })).toBe(true);
    expect(value("COUNT(lines)", { record: { lines: null } })).toBe(0);
    expect(value("COUNT(lines)", { record: {} })).toBe(0);
    expect(value("name", { record: Object.create({ name: "inherited" }) })).toBe(null);
  });

  it("takes a row's owner, its place and the rows of a measure", () => {
    const rows = caseScope.resolve("lines")?.type;
    if (rows?.kind !== "rows") throw new Error("lines are rows");
    const row: CheckContext = { scope: rows.row, parent: caseScope };
    const environment: Environment = { ...base, record: { qty: 3 }, parent: base.record, index: 4 };
    expect(evaluate(checked("qty * $parent.n + $index", row), environment)).toBe(25);
    expect(evaluate(checked("SUM($parent.lines.qty)", row), environment)).toBe(5);
    const measure: CheckContext = { ...caseContext, rows };
    const measured = { ...base, rows: [{ amount: "1.10" }, { amount: "2.20" }] };
    expect(evaluate(checked("SUM(amount)", measure), measured)).toBe("3.30");
  });

  it("keeps zones open between evaluations, with the same values", () => {
    const zones = createZones();
    expect(value("$today", { zones })).toBe(value("$today"));
    expect(zones.open("Asia/Shanghai")).toBe(zones.open("Asia/Shanghai"));
    expect(() => value("$today", { timeZone: "Mars/Olympus" })).toThrow(RangeError);
  });
});

describe("values", () => {
  it("are exact and never written with an exponent", () => {
    const nines = "9".repeat(50);
    expect(value(`${nines}. * ${nines}. * ${nines}. * ${nines}.`)).toBe(String(BigInt(nines) ** 4n));
    expect(value("0.0000000001 * 0.0000000001 * 0.0000000001")).toBe(`0.${"0".repeat(29)}1`);
    expect(value("0.1 + 0.2 - 0.3")).toBe("0.0");
    expect(value("0 * -1.5")).toBe("0");
  });

  it("beyond their type are out_of_range", () => {
    const beyond = (): Value => value("9007199254740991 + 1");
    expect(beyond).toThrow(ProblemError);
    expect(beyond).toThrow(
      expect.objectContaining({
        code: "validation_failed",
        problems: [expect.objectContaining({ code: "out_of_range", path: "" })],
      }),
    );
  });
});
