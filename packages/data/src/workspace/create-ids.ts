import { randomBytes } from "node:crypto";
import { uuidV7 } from "@dougong/model";

const counters = 4096;

/**
 * Makes record ids (UUIDv7) that rise from each to the next within this process, also within one millisecond and
 * when the clock is set back: the last millisecond goes on then, with the 12 bits after it as a counter.
 *
 * @param milliseconds Unix time in ms
 */
export function createIds(milliseconds: () => number): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const now = milliseconds();
    const random = randomBytes(10);
    if (now > last) {
      last = now;
      // Starts in the lower half, so that a busy millisecond has room above.
      counter = random.readUInt16BE(0) % (counters / 2);
    } else {
      counter += 1;
      if (counter === counters) {
        last += 1;
        counter = 0;
      }
    }
    random.writeUInt16BE(counter, 0);
    return uuidV7(last, random);
  };
}
