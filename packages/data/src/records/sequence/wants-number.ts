import type { Field } from "@dougong/fields";
import { environmentOf } from "../steps/environment.ts";
import { holds } from "../steps/holds.ts";
import type { RecordValues, Write } from "../steps/write.ts";

/** Whether a sequence without a number takes one at this write: always, or when its `assignWhen` holds. */
export function wantsNumber(field: Field, record: RecordValues, write: Write): boolean {
  if (field.assignWhen === null) return true;
  const parent = record === write.record ? {} : { parent: write.record };
  return holds(field.assignWhen, { ...environmentOf(write), ...parent, record });
}
