import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import type { FieldServices, WidgetProps } from "../facets/react.ts";

/** Words that widgets need, in the user's language. */
export interface FieldTexts {
  readonly yes: string;
  readonly no: string;
  readonly searching: string;
  readonly searchFailed: string;
  /** Where a number is given by the platform when the record is saved. */
  readonly assignedLater: string;
  nothingCalled(text: string): string;
  /** Names of a control's own buttons. They leave out the field's label, so that a search by label finds one control. */
  readonly clear: string;
  readonly openCalendar: string;
  readonly options: string;
  rows(count: number): string;
  /** First word of the name of a button that takes one member out of a list; the member's own words follow. */
  readonly remove: string;
  /** Told beside JSON that is none, so that it is kept as plain text. */
  readonly notJson: string;
}

/** The look-ups of the agreed type, the words, and the line grid that `ui` brings. */
export interface FieldSurroundings extends FieldServices {
  readonly texts: FieldTexts;
  /** Today in the workspace's zone, `YYYY-MM-DD`. */
  today(): string;
  /** Shows the label of a record that is known by its id only. */
  readonly RecordLabel: ComponentType<{ readonly entity: string; readonly id: string }>;
  /** The label itself, for an input's text; null while it is being loaded. */
  useRecordLabel(entity: string | null, id: string | null): string | null;
  /** A file's name as a link to its content. */
  readonly FileLink: ComponentType<{ readonly id: string }>;
  readonly LineGrid: ComponentType<WidgetProps>;
}

const SurroundingsContext = createContext<FieldSurroundings | null>(null);

export function FieldServicesProvider({
  services,
  children,
}: {
  readonly services: FieldSurroundings;
  readonly children: ReactNode;
}) {
  return <SurroundingsContext value={services}>{children}</SurroundingsContext>;
}

/** @throws Error where no `FieldServicesProvider` stands above */
export function useFieldServices(): FieldSurroundings {
  const services = useContext(SurroundingsContext);
  if (services === null) throw new Error("Field widgets need a FieldServicesProvider above them");
  return services;
}
