import { isRecordId } from "@dougong/model";
import { expect, it } from "vitest";
import { createIds } from "./create-ids.ts";

it("ids rise within a millisecond, past its counter, and when the clock is set back", () => {
  const times = [
    ...Array<number>(10_000).fill(1_767_600_000_000),
    1_767_600_000_001,
    1_767_500_000_000,
    1,
    0,
  ];
  let asked = 0;
  const newId = createIds(() => times[asked++] ?? 0);
  const ids = times.map(() => newId());
  expect(ids.every(isRecordId)).toBe(true);
  expect([...new Set(ids)].sort()).toEqual(ids);
});
