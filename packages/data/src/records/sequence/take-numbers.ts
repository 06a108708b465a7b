import type { Entity } from "@dougong/fields";
import type { RecordValues } from "../steps/write.ts";
import type { Draw } from "./draw.ts";
import type { LooseNumbers } from "./loose-numbers.ts";

/**
 * Gives a new record the numbers that may have holes; what is left has to be drawn in the flight, last: gapless ones,
 * and those of its rows.
 */
export async function takeNumbers(
  numbers: LooseNumbers,
  entity: Entity,
  record: RecordValues,
  draws: readonly Draw[],
): Promise<{ readonly record: RecordValues; readonly draws: readonly Draw[] }> {
  const isLoose = (draw: Draw) => draw.entity.id === entity.id && draw.field.document.gapless !== true;
  const loose = draws.filter(isLoose);
  if (loose.length === 0) return { record, draws };
  const taken = await Promise.all(
    loose.map(async (draw) => [draw.field.id, (await numbers.take(draw))[0] ?? null] as const),
  );
  return {
    record: { ...record, ...Object.fromEntries(taken) },
    draws: draws.filter((draw) => !isLoose(draw)),
  };
}
