import { describe, expect, it } from "vitest";
import { passwordProblems } from "./password-rule.ts";

const faults = (password: string, email = "lin.xiaowen@example.com") =>
  passwordProblems(password, email).map((problem) => problem.variant ?? problem.code);

describe("the rule for passwords", () => {
  it.each(["correct horse battery", "密码要够长才行的呀对", "Sunny-river-42"])("takes %j", (password) => {
    expect(faults(password)).toEqual([]);
  });

  it.each([
    ["short", ["password_short"]],
    ["Password123", ["password_common"]],
    ["1234567890", ["password_common"]],
    ["ababababababab", ["password_common"]],
    ["Lin.Xiaowen@Example.com", ["password_email"]],
    ["lin.xiaowen", ["password_email"]],
    ["x".repeat(1025), ["too_long", "password_common"]],
  ])("refuses %j with all its faults", (password, expected) => {
    expect(faults(password)).toEqual(expected);
  });

  it("counts characters, not UTF-16 units, and never repeats the password", () => {
    expect(faults("😀😀😀😀😀")).toEqual(["password_short"]);
    expect(JSON.stringify(passwordProblems("hunter2!!", "a@b.example"))).not.toContain("hunter2!!");
  });
});
