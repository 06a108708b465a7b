import { describe, expect, it } from "vitest";
import { parseDelimited } from "./delimited.ts";

describe("what a spreadsheet puts on the clipboard", () => {
  it("is read with quoted cells, doubled quotes and line breaks inside", () => {
    expect(parseDelimited('商品\t数量\r\n"轴承\n6205"\t400\r\n5" 显示器\t"说""好"""\r\n', "\t")).toEqual([
      ["商品", "数量"],
      ["轴承\n6205", "400"],
      ['5" 显示器', '说"好"'],
    ]);
  });

  it("keeps empty cells at both ends of a row", () => {
    expect(parseDelimited("\t1\t\n2\t\t3", "\t")).toEqual([
      ["", "1", ""],
      ["2", "", "3"],
    ]);
    expect(parseDelimited("a", ",")).toEqual([["a"]]);
    expect(parseDelimited("", ",")).toEqual([]);
  });
});
