/** Null: a dash that a screen reader passes over. */
export function EmptyCell() {
  return (
    <span className="dg-3" aria-hidden="true">
      —
    </span>
  );
}
