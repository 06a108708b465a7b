import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { listOf } from "../../react/value.ts";
import { OptionDot } from "../choice/option-dot.tsx";
import { choiceOptions } from "../choice/options.ts";

/** Dot and word of each. */
export function ChoicesCell({ field, value }: CellProps) {
  const ids = listOf(value);
  if (ids.length === 0) return <EmptyCell />;
  const options = choiceOptions(field);
  return (
    <span className="dg-chips">
      {ids.map((id) => {
        const option = options.find((each) => each.id === id);
        return (
          <span key={id} className="dg-choice">
            <OptionDot option={option} />
            {option?.label ?? id}
          </span>
        );
      })}
    </span>
  );
}
