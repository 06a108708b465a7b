import type { FieldDocument } from "@dougong/model";
import type { ComponentType } from "react";
import type { CellProps } from "../../facets/react.ts";
import { TextCell } from "../../react/text-cell.tsx";
import { BooleanCell } from "../boolean/cell.tsx";
import { ChoiceCell } from "../choice/cell.tsx";
import { DateCell } from "../date/cell.tsx";
import { DatetimeCell } from "../datetime/cell.tsx";
import { DecimalCell } from "../decimal/cell.tsx";
import { IntegerCell } from "../integer/cell.tsx";
import { LongTextCell } from "../long-text/cell.tsx";
import { MoneyCell } from "../money/cell.tsx";
import { ReferenceCell } from "../reference/cell.tsx";
import { UserCell } from "../user/cell.tsx";
import { resultField } from "./result-field.ts";

/** Cells of the types that a formula's result can have. */
const cells: Readonly<Record<string, ComponentType<CellProps>>> = {
  text: TextCell,
  long_text: LongTextCell,
  integer: IntegerCell,
  decimal: DecimalCell,
  money: MoneyCell,
  boolean: BooleanCell,
  choice: ChoiceCell,
  date: DateCell,
  datetime: DatetimeCell,
  reference: ReferenceCell,
  user: UserCell,
};

/** A formula's value looks like a field of its result's type; its own display format counts. */
export function FormulaCell(props: CellProps) {
  const result = resultField(props.field);
  const Cell = result === undefined ? undefined : cells[result.type];
  if (result === undefined || Cell === undefined) return <TextCell {...props} />;
  const format = props.field.format ?? result.format;
  return <Cell {...props} field={format === undefined ? result : { ...result, format }} />;
}

/** Numbers stand at the end of their cell. */
export function formulaAlign(field: FieldDocument): "start" | "end" {
  const type = resultField(field)?.type;
  return type === "integer" || type === "decimal" || type === "money" ? "end" : "start";
}
