import { authorize } from "./authorize.ts";
import { appendOnly, closed } from "./closed.ts";
import { coerce } from "./coerce.ts";
import { compute } from "./compute.ts";
import { countRows } from "./count-rows.ts";
import { defaults } from "./defaults.ts";
import { merge } from "./merge.ts";
import { moves } from "./moves.ts";
import { ranges } from "./ranges.ts";
import { readOnlyFields } from "./read-only-fields.ts";
import { required } from "./required.ts";
import { rules } from "./rules.ts";
import type { Step } from "./write.ts";

/** What a changed record passes on every way of writing. */
const ending: readonly Step[] = [rules, compute, moves, appendOnly, ranges, countRows, required];

/** What was sent becomes the record's values, once it is known that it may be written. */
const reading: readonly Step[] = [closed, coerce, readOnlyFields, defaults, merge];

/** What becomes of a record between the door and the flight, in this order. */
export const createSteps: readonly Step[] = [authorize, ...reading, ...ending];

/** The part of an update that needs no look at the stored record. */
export const readSteps: readonly Step[] = [authorize, closed, coerce];

/** An update once the stored record is held and read: what was sent is read again beside it. */
export const updateSteps: readonly Step[] = [...reading, ...ending];

/** What becomes of a record that an action changes: what it sets was worked out, not sent. */
export const actionSteps: readonly Step[] = [merge, ...ending];

/** What a record passes that loses a reference, as what it pointed to is deleted. */
export const clearingSteps: readonly Step[] = ending;

/** What a record passes that comes back from the trash. */
export const restoreSteps: readonly Step[] = [closed, compute, ranges, countRows, required];
