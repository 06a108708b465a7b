import type { FieldKind } from "../facets/kind.ts";
import type { FieldStorage } from "../facets/storage.ts";
import { booleanStorage } from "../types/boolean/storage.ts";
import { choiceStorage } from "../types/choice/storage.ts";
import { dateStorage } from "../types/date/storage.ts";
import { datetimeStorage } from "../types/datetime/storage.ts";
import { decimalStorage } from "../types/decimal/storage.ts";
import { emailStorage } from "../types/email/storage.ts";
import { createFormulaStorage } from "../types/formula/storage.ts";
import { integerStorage } from "../types/integer/storage.ts";
import { linesStorage } from "../types/lines/storage.ts";
import { longTextStorage } from "../types/long-text/storage.ts";
import { moneyStorage } from "../types/money/storage.ts";
import { phoneStorage } from "../types/phone/storage.ts";
import { referenceStorage } from "../types/reference/storage.ts";
import { sequenceStorage } from "../types/sequence/storage.ts";
import { textStorage } from "../types/text/storage.ts";
import { userStorage } from "../types/user/storage.ts";

/** Types that a formula's result can have. */
const resultStorages = {
  text: textStorage,
  long_text: longTextStorage,
  integer: integerStorage,
  decimal: decimalStorage,
  money: moneyStorage,
  boolean: booleanStorage,
  choice: choiceStorage,
  date: dateStorage,
  datetime: datetimeStorage,
  reference: referenceStorage,
  user: userStorage,
} satisfies Partial<Record<FieldKind, FieldStorage>>;

/** How every field type lives in PostgreSQL. */
export const fieldStorages: Readonly<Record<FieldKind, FieldStorage>> = {
  ...resultStorages,
  lines: linesStorage,
  sequence: sequenceStorage,
  formula: createFormulaStorage(resultStorages),
  email: emailStorage,
  phone: phoneStorage,
};
