import type { FieldKind } from "../facets/kind.ts";
import type { FieldModel } from "../facets/model.ts";
import { booleanModel } from "../types/boolean/model.ts";
import { choiceModel } from "../types/choice/model.ts";
import { dateModel } from "../types/date/model.ts";
import { datetimeModel } from "../types/datetime/model.ts";
import { decimalModel } from "../types/decimal/model.ts";
import { emailModel } from "../types/email/model.ts";
import { createFormulaModel } from "../types/formula/model.ts";
import { integerModel } from "../types/integer/model.ts";
import { linesModel } from "../types/lines/model.ts";
import { longTextModel } from "../types/long-text/model.ts";
import { moneyModel } from "../types/money/model.ts";
import { phoneModel } from "../types/phone/model.ts";
import { referenceModel } from "../types/reference/model.ts";
import { sequenceModel } from "../types/sequence/model.ts";
import { textModel } from "../types/text/model.ts";
import { userModel } from "../types/user/model.ts";

/** Types that a formula's result can have. */
const resultModels = {
  text: textModel,
  long_text: longTextModel,
  integer: integerModel,
  decimal: decimalModel,
  money: moneyModel,
  boolean: booleanModel,
  choice: choiceModel,
  date: dateModel,
  datetime: datetimeModel,
  reference: referenceModel,
  user: userModel,
} satisfies Partial<Record<FieldKind, FieldModel>>;

/** The names and the JSON side of every field type. */
export const fieldModels: Readonly<Record<FieldKind, FieldModel>> = {
  ...resultModels,
  lines: linesModel,
  sequence: sequenceModel,
  formula: createFormulaModel(resultModels),
  email: emailModel,
  phone: phoneModel,
};
