import type { FieldKind } from "../facets/kind.ts";
import type { FieldModel } from "../facets/model.ts";
import { booleanModel } from "../types/boolean/model.ts";
import { choiceModel } from "../types/choice/model.ts";
import { choicesModel } from "../types/choices/model.ts";
import { dateModel } from "../types/date/model.ts";
import { datetimeModel } from "../types/datetime/model.ts";
import { decimalModel } from "../types/decimal/model.ts";
import { durationModel } from "../types/duration/model.ts";
import { emailModel } from "../types/email/model.ts";
import { fileModel } from "../types/file/model.ts";
import { filesModel } from "../types/files/model.ts";
import { createFormulaModel } from "../types/formula/model.ts";
import { integerModel } from "../types/integer/model.ts";
import { jsonModel } from "../types/json/model.ts";
import { linesModel } from "../types/lines/model.ts";
import { longTextModel } from "../types/long-text/model.ts";
import { createLookupModel } from "../types/lookup/model.ts";
import { moneyModel } from "../types/money/model.ts";
import { percentModel } from "../types/percent/model.ts";
import { phoneModel } from "../types/phone/model.ts";
import { referenceModel } from "../types/reference/model.ts";
import { referencesModel } from "../types/references/model.ts";
import { createRollupModel } from "../types/rollup/model.ts";
import { sequenceModel } from "../types/sequence/model.ts";
import { textModel } from "../types/text/model.ts";
import { timeModel } from "../types/time/model.ts";
import { urlModel } from "../types/url/model.ts";
import { userModel } from "../types/user/model.ts";
import { installedModels } from "./installed-models.ts";
import { createTypedJson } from "./part-models.ts";

/** Types that a formula's result can have. */
const resultModels = {
  text: textModel,
  long_text: longTextModel,
  integer: integerModel,
  decimal: decimalModel,
  money: moneyModel,
  percent: percentModel,
  boolean: booleanModel,
  choice: choiceModel,
  choices: choicesModel,
  date: dateModel,
  time: timeModel,
  datetime: datetimeModel,
  duration: durationModel,
  reference: referenceModel,
  user: userModel,
} satisfies Partial<Record<FieldKind, FieldModel>>;

const { reference: _reference, user: _user, ...plainModels } = resultModels;

/** Types without records behind them, which alone may stand inside of typed JSON. */
const partModels = {
  ...plainModels,
  email: emailModel,
  phone: phoneModel,
  url: urlModel,
  json: jsonModel,
} satisfies Partial<Record<FieldKind, FieldModel>>;

/** The names and the JSON side of every field type. */
export const fieldModels: Readonly<Record<FieldKind, FieldModel>> = {
  ...installedModels,
  ...resultModels,
  lines: linesModel,
  sequence: sequenceModel,
  formula: createFormulaModel(resultModels),
  references: referencesModel,
  file: fileModel,
  files: filesModel,
  ...createTypedJson(partModels),
  lookup: createLookupModel({ ...resultModels, ...partModels }),
  rollup: createRollupModel(resultModels),
  email: emailModel,
  phone: phoneModel,
  url: urlModel,
  json: jsonModel,
};
