import { describe, expect, it } from "vitest";
import { sniffType } from "./sniff-type.ts";

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]);

describe("the type of a file", () => {
  it.each([
    ["bytes that tell win over what was declared", png, "text/plain", "image/png"],
    ["a program is no picture", Buffer.from("MZ\u0090"), "image/png", "application/x-msdownload"],
    ["bytes that do not tell are what was declared", Buffer.from("a,b\n1,2"), "text/csv", "text/csv"],
    ["a picture that is none is bytes", Buffer.from("<html>"), "image/png", "application/octet-stream"],
    [
      "a text document in a container",
      zip,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
    ["a container that is declared as a picture", zip, "image/png", "application/zip"],
    ["a text that begins like a picture", Buffer.from("BMI;age"), "text/csv", "text/csv"],
    ["nothing at all", Buffer.alloc(0), "text/plain", "text/plain"],
  ])("%s", (_what, bytes, declared, expected) => {
    expect(sniffType(bytes, declared)).toBe(expected);
  });
});
