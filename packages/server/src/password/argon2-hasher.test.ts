import { expect, it } from "vitest";
import { createArgon2Hasher } from "./argon2-hasher.ts";

it("keeps passwords as argon2id hashes with a salt of their own", async () => {
  const hasher = createArgon2Hasher();
  const [one, two] = await Promise.all([
    hasher.hash("correct horse battery"),
    hasher.hash("correct horse battery"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await hasher.verify(one, "correct horse battery")).toBe(true);
  expect(await hasher.verify(one, "correct horse batterY")).toBe(false);
  expect(await hasher.verify("no hash at all", "correct horse battery")).toBe(false);
});
