import { ProblemError } from "@dougong/model";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeText } from "./detect-encoding.ts";
import { addGuard, removeGuard } from "./formula-guard.ts";
import { readCsv } from "./read-csv.ts";
import { writeCsv } from "./write-csv.ts";

describe("the encoding of a file", () => {
  const text = "编码,名称\r\nC-1,北京云岭激光设备有限公司\r\n";

  it.each(["utf8", "gb18030", "gbk"])("is found for %s", (encoding) => {
    expect(decodeText(iconv.encode(text, encoding))).toBe(text);
  });

  it("is found by a byte order mark, which is no part of the first heading", () => {
    expect(decodeText(Buffer.from(`\ufeff${text}`))).toBe(text);
    expect(decodeText(iconv.encode(text, "utf-16le", { addBOM: true }))).toBe(text);
    expect(decodeText(iconv.encode(text, "utf-16be", { addBOM: true }))).toBe(text);
  });

  it("may be named, and is refused where the bytes are not of it", () => {
    expect(decodeText(iconv.encode(text, "big5"), "Big5")).toContain("北京");
    expect(() => decodeText(iconv.encode(text, "gb18030"), "utf-8")).toThrow(ProblemError);
    expect(() => decodeText(Buffer.from(text), "klingon")).toThrow(ProblemError);
  });
});

describe("reading CSV", () => {
  it("takes CRLF, LF, quoted line breaks, quotes and separators inside quotes", () => {
    const table = readCsv('编码,地址,备注\r\nC-1,"上海市\r\n浦东新区","他说""好"""\r\nC-2,"a,b",\r\n');
    expect(table.header).toEqual(["编码", "地址", "备注"]);
    expect(table.rows).toEqual([
      { number: 2, cells: ["C-1", "上海市\r\n浦东新区", '他说"好"'] },
      { number: 3, cells: ["C-2", "a,b", ""] },
    ]);
  });

  it.each([";", "\t", "|", ","])("finds the separator %j", (delimiter) => {
    const text = [
      ["编码", "金额", "日期"],
      ["C-1", "1234.50", "2026/1/5"],
      ["C-2", "7", "2026/2/6"],
    ]
      .map((row) => row.join(delimiter))
      .join("\n");
    expect(readCsv(text)).toMatchObject({ delimiter, header: ["编码", "金额", "日期"] });
  });

  it("reads a file of one column, and counts empty rows without taking them", () => {
    expect(readCsv("名称\n甲\n\n,\n乙").rows.map((row) => [row.number, row.cells[0]])).toEqual([
      [2, "甲"],
      [5, "乙"],
    ]);
  });

  it("refuses a quote that does not end, with its row, and a file without a heading", () => {
    expect(() => readCsv('a,b\n1,"2\n3,4\n')).toThrow(/bad_format/);
    expect(() => readCsv("\n\n")).toThrow(/required/);
  });
});

describe("writing CSV", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "客", ",", '"', "\n", "\r", ";", "'", "=", "+", "-", "@", "1", " ", "\t"),
  });

  it("gives back every cell when it is read again, guards taken off", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(cell, { minLength: 3, maxLength: 3 }).filter((row) => row.some((one) => one !== "")),
          { maxLength: 8 },
        ),
        fc.constantFrom(",", ";", "\t"),
        (rows, delimiter) => {
          // A cell that was given with a guard is as given: reading takes it off, as it would for the first import.
          const read = readCsv(decodeText(writeCsv(["x", "y", "z"], rows, delimiter)), delimiter);
          expect(read.rows.map((row) => row.cells.map(removeGuard))).toEqual(
            rows.map((row) => row.map(removeGuard)),
          );
        },
      ),
    );
  });

  it("defuses what a spreadsheet would run, and leaves numbers and dates alone", () => {
    expect(["=1+1", "+cmd|x", "-2+3=", "@SUM(A1)", "\tx"].map(addGuard)).toEqual([
      "'=1+1",
      "'+cmd|x",
      "'-2+3=",
      "'@SUM(A1)",
      "'\tx",
    ]);
    expect(["-5", "+86 138-0000-0000", "-1,234.50", "2026-01-05", "x=1", "'ok"].map(addGuard)).toEqual([
      "-5",
      "+86 138-0000-0000",
      "-1,234.50",
      "2026-01-05",
      "x=1",
      "'ok",
    ]);
    expect(writeCsv(["a"], [["x"]], ",").subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });
});
