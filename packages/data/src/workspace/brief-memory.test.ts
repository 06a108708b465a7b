import { fakeClock } from "@dougong/testing";
import { beforeEach, expect, test } from "vitest";
import { type BriefMemory, createBriefMemory } from "./brief-memory.ts";

const clock = fakeClock("2026-01-05T01:00:00Z");
let memory: BriefMemory<number>;
let stored: number | null;
let reads: number;

async function load(): Promise<number | null> {
  reads += 1;
  return stored;
}

beforeEach(() => {
  memory = createBriefMemory({ clock, milliseconds: 500, most: 2 });
  stored = 1;
  reads = 0;
});

test("a value is read once in its time, and anew after it", async () => {
  await memory.get("a", load);
  stored = 2;
  clock.advance(499);
  expect(await memory.get("a", load)).toBe(1);
  clock.advance(1);
  expect(await memory.get("a", load)).toBe(2);
  expect(reads).toBe(2);
});

test("calls that come together share one look-up", async () => {
  expect(await Promise.all([memory.get("a", load), memory.get("a", load)])).toEqual([1, 1]);
  expect(reads).toBe(1);
});

test("what is forgotten while it is looked up is not remembered", async () => {
  const slow = memory.get("a", async () => {
    const seen = await load();
    memory.forget("a");
    stored = 2;
    return seen;
  });
  expect(await slow).toBe(1);
  expect(await memory.get("a", load)).toBe(2);
});

test("neither nothing nor a failure is remembered", async () => {
  stored = null;
  expect(await memory.get("a", load)).toBeNull();
  await expect(memory.get("b", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  stored = 3;
  expect(await memory.get("a", load)).toBe(3);
  expect(await memory.get("b", load)).toBe(3);
});

test("a clock that is set back makes nothing last longer", async () => {
  await memory.get("a", load);
  stored = 2;
  clock.set("2026-01-05T00:00:00Z");
  expect(await memory.get("a", load)).toBe(2);
});

test("the oldest goes when there are too many", async () => {
  for (const key of ["a", "b", "c"]) await memory.get(key, load);
  await memory.get("b", load);
  expect(reads).toBe(3);
  await memory.get("a", load);
  expect(reads).toBe(4);
});
