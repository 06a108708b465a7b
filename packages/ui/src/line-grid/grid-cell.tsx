import type { Value } from "@dougong/expression";
import { fieldReactOf } from "@dougong/fields/react";
import type { FormItemLayout } from "@dougong/forms";
import type { Problem } from "@dougong/model";
import { memo, useRef } from "react";
import { resolvedDocument } from "../design/path-field.ts";
import type { RowsProps } from "./line-grid.tsx";

interface GridCellProps {
  readonly grid: RowsProps;
  readonly item: FormItemLayout;
  readonly index: number;
  readonly id: string;
  /** In the table; on a card a field has its own frame. */
  readonly compact: boolean;
}

/** One control of the grid. */
export function GridCell({ grid, item, index, id, compact }: GridCellProps) {
  const { field } = item;
  const state = grid.states[index]?.[item.id];
  const change = (value: Value) =>
    grid.onChange(grid.rows.map((row, at) => (at === index ? { ...row, [item.id]: value } : row)));
  const latest = useRef(change);
  latest.current = change;
  const stable = useRef((value: Value) => latest.current(value));
  if (state?.visible === false) return null;
  return (
    <StillCell
      item={item}
      id={id}
      value={field.model.computed ? grid.computed[index]?.[item.id] : grid.rows[index]?.[item.id]}
      problems={grid.problems.filter((problem) => problem.path === `/${grid.field}/${index}/${item.id}`)}
      required={state?.required ?? field.document.required === true}
      readOnly={grid.readOnly || state?.readOnly === true}
      compact={compact}
      onChange={stable.current}
    />
  );
}

interface StillCellProps {
  readonly item: FormItemLayout;
  readonly id: string;
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly compact: boolean;
  onChange(value: Value): void;
}

/** Draws anew only when its own value or state changes: 200 rows stay fluent. */
const StillCell = memo(
  function StillCell({ item, id, value, problems, required, readOnly, compact, onChange }: StillCellProps) {
    const { Widget } = fieldReactOf(item.field.document.type);
    return (
      <Widget
        field={resolvedDocument(item.field)}
        id={id}
        label={item.label}
        value={value}
        onChange={onChange}
        required={required}
        readOnly={readOnly}
        problems={problems}
        compact={compact}
      />
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.value === after.value &&
    before.required === after.required &&
    before.readOnly === after.readOnly &&
    before.compact === after.compact &&
    before.problems.length === after.problems.length,
);
