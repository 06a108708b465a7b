import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { ReferenceCell } from "../../react/reference-cell.tsx";
import { idOf, membersOf } from "../../react/value.ts";

/** The other records' labels. */
export function ReferencesCell(props: CellProps) {
  const members = membersOf(props.value);
  if (members.length === 0) return <EmptyCell />;
  return (
    <span className="dg-chips">
      {members.map((member) => (
        <span key={idOf(member)} className="dg-choice">
          <ReferenceCell {...props} value={member} />
        </span>
      ))}
    </span>
  );
}
