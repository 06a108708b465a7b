import { describe, expect, it } from "vitest";
import { readTable } from "./read-table.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("a file that is to be imported", () => {
  it("is read with its mark, quoted line ends and empty lines", () => {
    const table = readTable(utf8('\ufeff客户名称,地址\r\n甲公司,"苏州\r\n工业园区"\r\n\r\n乙公司,\r\n'));
    expect(table).toEqual({
      header: ["客户名称", "地址"],
      rows: [
        ["甲公司", "苏州\r\n工业园区"],
        ["乙公司", ""],
      ],
      delimiter: ",",
      encoding: "utf-8",
    });
  });

  it("may be GB18030, parted by semicolons", () => {
    // 客户;电话 ⏎ 甲;1
    const bytes = Uint8Array.from([
      0xbf, 0xcd, 0xbb, 0xa7, 0x3b, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a, 0xbc, 0xd7, 0x3b, 0x31,
    ]);
    expect(readTable(bytes)).toMatchObject({
      header: ["客户", "电话"],
      rows: [["甲", "1"]],
      delimiter: ";",
      encoding: "gb18030",
    });
  });

  it("must have a heading row", () => {
    expect(() => readTable(utf8("\n\n"))).toThrow(RangeError);
  });
});
