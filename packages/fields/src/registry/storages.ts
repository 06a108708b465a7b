import type { FieldKind } from "../facets/kind.ts";
import type { FieldStorage } from "../facets/storage.ts";
import { booleanStorage } from "../types/boolean/storage.ts";
import { choiceStorage } from "../types/choice/storage.ts";
import { choicesStorage } from "../types/choices/storage.ts";
import { dateStorage } from "../types/date/storage.ts";
import { datetimeStorage } from "../types/datetime/storage.ts";
import { decimalStorage } from "../types/decimal/storage.ts";
import { durationStorage } from "../types/duration/storage.ts";
import { emailStorage } from "../types/email/storage.ts";
import { fileStorage } from "../types/file/storage.ts";
import { filesStorage } from "../types/files/storage.ts";
import { createFormulaStorage } from "../types/formula/storage.ts";
import { integerStorage } from "../types/integer/storage.ts";
import { jsonStorage } from "../types/json/storage.ts";
import { linesStorage } from "../types/lines/storage.ts";
import { listStorage } from "../types/list/storage.ts";
import { longTextStorage } from "../types/long-text/storage.ts";
import { moneyStorage } from "../types/money/storage.ts";
import { objectStorage } from "../types/object/storage.ts";
import { percentStorage } from "../types/percent/storage.ts";
import { phoneStorage } from "../types/phone/storage.ts";
import { referenceStorage } from "../types/reference/storage.ts";
import { referencesStorage } from "../types/references/storage.ts";
import { sequenceStorage } from "../types/sequence/storage.ts";
import { textStorage } from "../types/text/storage.ts";
import { timeStorage } from "../types/time/storage.ts";
import { urlStorage } from "../types/url/storage.ts";
import { userStorage } from "../types/user/storage.ts";
import { installedStorages } from "./installed-storages.ts";

/** Types that a formula's result can have. */
const resultStorages = {
  text: textStorage,
  long_text: longTextStorage,
  integer: integerStorage,
  decimal: decimalStorage,
  money: moneyStorage,
  percent: percentStorage,
  boolean: booleanStorage,
  choice: choiceStorage,
  choices: choicesStorage,
  date: dateStorage,
  time: timeStorage,
  datetime: datetimeStorage,
  duration: durationStorage,
  reference: referenceStorage,
  user: userStorage,
} satisfies Partial<Record<FieldKind, FieldStorage>>;

/** How every field type lives in PostgreSQL. */
export const fieldStorages: Readonly<Record<FieldKind, FieldStorage>> = {
  ...installedStorages,
  ...resultStorages,
  lines: linesStorage,
  sequence: sequenceStorage,
  formula: createFormulaStorage(resultStorages),
  lookup: createFormulaStorage({ ...resultStorages, email: emailStorage, phone: phoneStorage }, "lookup"),
  rollup: createFormulaStorage(resultStorages, "rollup"),
  email: emailStorage,
  phone: phoneStorage,
  url: urlStorage,
  references: referencesStorage,
  file: fileStorage,
  files: filesStorage,
  json: jsonStorage,
  list: listStorage,
  object: objectStorage,
};
