import pino from "pino";
import { expect, test } from "vitest";
import { createClosers } from "./closers.ts";

test("what was opened last is closed first, once, and a failure does not keep the rest open", async () => {
  const closers = createClosers(pino({ level: "silent" }));
  const closed: string[] = [];
  closers.add("first", async () => closed.push("first"));
  closers.add("second", async () => {
    closed.push("second");
    throw new Error("stuck");
  });
  closers.add("third", async () => closed.push("third"));
  await closers.closeAll();
  await closers.closeAll();
  expect(closed).toEqual(["third", "second", "first"]);
});
