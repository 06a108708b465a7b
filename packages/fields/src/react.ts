import "./react/widgets.css";

export type { CellProps, FieldReact, FieldServices, LookupOption, WidgetProps } from "./facets/react.ts";
export { Combobox } from "./react/combobox.tsx";
export { problemId, TextInput } from "./react/control.tsx";
export { addDays, readDateText } from "./react/date-text.ts";
export { EmptyCell } from "./react/empty-cell.tsx";
export { groupThousands, readNumberText } from "./react/number-text.ts";
export { createPendingTexts, type PendingTexts, PendingTextsProvider } from "./react/pending-texts.tsx";
export { Popup } from "./react/popup.tsx";
export { fieldReactOf, fieldReacts } from "./react/registry.ts";
export {
  FieldServicesProvider,
  type FieldSurroundings,
  type FieldTexts,
  useFieldServices,
} from "./react/services.tsx";
export { idOf, isEmpty, labelOf, listOf, targetOf, textOf } from "./react/value.ts";
export { zonedDate, zonedText } from "./react/zoned-time.ts";
export { choiceOptions } from "./types/choice/options.ts";
export { formulaAlign } from "./types/formula/cell.tsx";
export { splitList } from "./values/list-text.ts";
