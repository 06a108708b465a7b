import type { FieldKind } from "../facets/kind.ts";
import type { FieldReact } from "../facets/react.ts";
import { BooleanCell } from "../types/boolean/cell.tsx";
import { BooleanWidget } from "../types/boolean/widget.tsx";
import { ChoiceCell } from "../types/choice/cell.tsx";
import { ChoiceWidget } from "../types/choice/widget.tsx";
import { ChoicesCell } from "../types/choices/cell.tsx";
import { ChoicesWidget } from "../types/choices/widget.tsx";
import { DateCell } from "../types/date/cell.tsx";
import { DateWidget } from "../types/date/widget.tsx";
import { DatetimeCell } from "../types/datetime/cell.tsx";
import { DatetimeWidget } from "../types/datetime/widget.tsx";
import { DecimalCell } from "../types/decimal/cell.tsx";
import { DecimalWidget } from "../types/decimal/widget.tsx";
import { DurationCell } from "../types/duration/cell.tsx";
import { DurationWidget } from "../types/duration/widget.tsx";
import { EmailCell } from "../types/email/cell.tsx";
import { EmailWidget } from "../types/email/widget.tsx";
import { FileCell } from "../types/file/cell.tsx";
import { FileWidget } from "../types/file/widget.tsx";
import { FilesCell } from "../types/files/cell.tsx";
import { FilesWidget } from "../types/files/widget.tsx";
import { FormulaCell } from "../types/formula/cell.tsx";
import { FormulaWidget } from "../types/formula/widget.tsx";
import { IntegerCell } from "../types/integer/cell.tsx";
import { IntegerWidget } from "../types/integer/widget.tsx";
import { JsonCell } from "../types/json/cell.tsx";
import { JsonWidget } from "../types/json/widget.tsx";
import { LinesCell } from "../types/lines/cell.tsx";
import { LinesWidget } from "../types/lines/widget.tsx";
import { ListCell } from "../types/list/cell.tsx";
import { ListWidget } from "../types/list/widget.tsx";
import { LongTextCell } from "../types/long-text/cell.tsx";
import { LongTextWidget } from "../types/long-text/widget.tsx";
import { MoneyCell } from "../types/money/cell.tsx";
import { MoneyWidget } from "../types/money/widget.tsx";
import { ObjectCell } from "../types/object/cell.tsx";
import { ObjectWidget } from "../types/object/widget.tsx";
import { PercentCell } from "../types/percent/cell.tsx";
import { PercentWidget } from "../types/percent/widget.tsx";
import { PhoneCell } from "../types/phone/cell.tsx";
import { PhoneWidget } from "../types/phone/widget.tsx";
import { ReferenceCell } from "../types/reference/cell.tsx";
import { ReferenceWidget } from "../types/reference/widget.tsx";
import { ReferencesCell } from "../types/references/cell.tsx";
import { ReferencesWidget } from "../types/references/widget.tsx";
import { SequenceCell } from "../types/sequence/cell.tsx";
import { SequenceWidget } from "../types/sequence/widget.tsx";
import { TextCell } from "../types/text/cell.tsx";
import { TextWidget } from "../types/text/widget.tsx";
import { TimeCell } from "../types/time/cell.tsx";
import { TimeWidget } from "../types/time/widget.tsx";
import { UrlCell } from "../types/url/cell.tsx";
import { UrlWidget } from "../types/url/widget.tsx";
import { UserCell } from "../types/user/cell.tsx";
import { UserWidget } from "../types/user/widget.tsx";
import { installedReacts } from "./installed-reacts.ts";

/** How every field type is entered and shown. */
export const fieldReacts: Readonly<Record<FieldKind, FieldReact>> = {
  ...installedReacts,
  text: { type: "text", Widget: TextWidget, Cell: TextCell, align: "start" },
  long_text: { type: "long_text", Widget: LongTextWidget, Cell: LongTextCell, align: "start" },
  integer: { type: "integer", Widget: IntegerWidget, Cell: IntegerCell, align: "end" },
  decimal: { type: "decimal", Widget: DecimalWidget, Cell: DecimalCell, align: "end" },
  money: { type: "money", Widget: MoneyWidget, Cell: MoneyCell, align: "end" },
  boolean: { type: "boolean", Widget: BooleanWidget, Cell: BooleanCell, align: "start" },
  choice: { type: "choice", Widget: ChoiceWidget, Cell: ChoiceCell, align: "start" },
  date: { type: "date", Widget: DateWidget, Cell: DateCell, align: "start" },
  datetime: { type: "datetime", Widget: DatetimeWidget, Cell: DatetimeCell, align: "start" },
  reference: { type: "reference", Widget: ReferenceWidget, Cell: ReferenceCell, align: "start" },
  user: { type: "user", Widget: UserWidget, Cell: UserCell, align: "start" },
  lines: { type: "lines", Widget: LinesWidget, Cell: LinesCell, align: "start" },
  sequence: { type: "sequence", Widget: SequenceWidget, Cell: SequenceCell, align: "start" },
  formula: { type: "formula", Widget: FormulaWidget, Cell: FormulaCell, align: "start" },
  lookup: { type: "lookup", Widget: FormulaWidget, Cell: FormulaCell, align: "start" },
  rollup: { type: "rollup", Widget: FormulaWidget, Cell: FormulaCell, align: "start" },
  email: { type: "email", Widget: EmailWidget, Cell: EmailCell, align: "start" },
  phone: { type: "phone", Widget: PhoneWidget, Cell: PhoneCell, align: "start" },
  url: { type: "url", Widget: UrlWidget, Cell: UrlCell, align: "start" },
  percent: { type: "percent", Widget: PercentWidget, Cell: PercentCell, align: "end" },
  time: { type: "time", Widget: TimeWidget, Cell: TimeCell, align: "start" },
  duration: { type: "duration", Widget: DurationWidget, Cell: DurationCell, align: "end" },
  choices: { type: "choices", Widget: ChoicesWidget, Cell: ChoicesCell, align: "start" },
  references: { type: "references", Widget: ReferencesWidget, Cell: ReferencesCell, align: "start" },
  file: { type: "file", Widget: FileWidget, Cell: FileCell, align: "start" },
  files: { type: "files", Widget: FilesWidget, Cell: FilesCell, align: "start" },
  json: { type: "json", Widget: JsonWidget, Cell: JsonCell, align: "start" },
  list: { type: "list", Widget: ListWidget, Cell: ListCell, align: "start" },
  object: { type: "object", Widget: ObjectWidget, Cell: ObjectCell, align: "start" },
};

/** The facet of a type by its name; text for one that is not known here. */
export function fieldReactOf(type: string): FieldReact {
  return isKind(type) ? fieldReacts[type] : fieldReacts.text;
}

function isKind(type: string): type is FieldKind {
  return Object.hasOwn(fieldReacts, type);
}
