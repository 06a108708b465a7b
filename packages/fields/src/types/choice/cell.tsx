import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";
import { OptionDot } from "./option-dot.tsx";
import { choiceOptions } from "./options.ts";

/** Dot and word. */
export function ChoiceCell({ field, value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  const option = choiceOptions(field).find((each) => each.id === value);
  return (
    <span className="dg-choice">
      <OptionDot option={option} />
      {option?.label ?? textOf(value)}
    </span>
  );
}
