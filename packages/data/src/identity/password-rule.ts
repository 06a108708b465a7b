import type { Problem } from "@dougong/model";

const least = 10;
const most = 1024;

/** Passwords of ten characters and more that lists of leaked ones begin with. */
const common: ReadonlySet<string> = new Set([
  "0123456789", "1234567890", "12345678910", "1234567891", "123456789a", "123456789q", "0987654321", "9876543210",
  "1111111111", "0000000000", "1122334455", "1212121212", "1231231231", "123123123123", "147258369a", "1234512345",
  "password12", "password123", "password1234", "password12345", "passw0rd123", "p@ssw0rd123", "p@ssword123", "mypassword",
  "mypassword1", "password!1", "password01", "password1!", "passwordpassword", "qwertyuiop", "qwerty12345", "qwerty123456",
  "qwertyuiop1", "qwertyuiop123", "qwerty1234", "qwerty123!", "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "1qaz2wsx3edc",
  "1qaz@wsx3edc", "zaq12wsxcde3", "qazwsxedc1", "qazwsxedcrfv", "asdfghjkl1", "asdfghjkl;", "asdfasdfasdf", "zxcvbnm123",
  "zxcvbnm1234", "abcdefghij", "abcdefghijk", "abcd123456", "abc1234567", "abc123456789", "abcdef123456", "a123456789",
  "aa12345678", "aa123456789", "a1234567890", "iloveyou123", "iloveyou12", "iloveyou1234", "letmein123", "letmein1234",
  "welcome123", "welcome1234", "welcome123!", "welcome2024", "welcome2025", "welcome2026", "changeme123", "changeme1234",
  "changeme12", "administrator", "admin12345", "admin123456", "admin1234567", "admin@12345", "adminadmin", "administrator1",
  "root123456", "rootroot123", "test123456", "testtest123", "testtesttest", "user123456", "guest12345", "default123",
  "superman123", "football123", "baseball123", "sunshine123", "princess123", "dragon12345", "monkey12345", "master12345",
  "shadow12345", "michael123", "jennifer123", "charlie123", "computer123", "internet123", "woaini1314", "woaini1314520",
  "woaini5201314", "5201314520", "1314520520", "5201314woaini", "wodemima123", "mima123456", "mima12345678", "zhang123456",
  "wang123456", "li123456789", "dougong123", "dougong1234", "dougong123456", "aaaaaaaaaa", "qqqqqqqqqq", "88888888888",
]);

function problem(variant: string, expected: string): Problem {
  return { code: "bad_format", path: "/password", variant, params: { label: "password", min: least }, expected };
}

/** All that is wrong with a new password: its length, being a common one, or being the e-mail address. */
export function passwordProblems(password: string, email: string): readonly Problem[] {
  const length = [...password].length;
  const plain = password.toLowerCase().trim();
  const address = email.toLowerCase().trim();
  const problems: Problem[] = [];
  if (length < least) problems.push(problem("password_short", `at least ${least} characters`));
  if (length > most) problems.push({ code: "too_long", path: "/password", params: { label: "password", max: most }, expected: { maxLength: most } });
  if (common.has(plain) || (length >= least && new Set(plain).size < 4)) problems.push(problem("password_common", "not a common password"));
  if (plain !== "" && (plain === address || plain === address.split("@")[0])) problems.push(problem("password_email", "not the e-mail address"));
  return problems;
}
