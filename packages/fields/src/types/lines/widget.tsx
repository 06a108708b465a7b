import type { WidgetProps } from "../../facets/react.ts";
import { useFieldServices } from "../../react/services.tsx";

/** Rows of the record: the grid is brought by the surroundings. */
export function LinesWidget(props: WidgetProps) {
  const { LineGrid } = useFieldServices();
  return <LineGrid {...props} />;
}
