import type { Value } from "@dougong/expression";
import type { FieldDocument } from "@dougong/model";
import { renderToString } from "react-dom/server";
import { caseContext, caseField, type FieldCase } from "../conformance.ts";
import type { FieldModel } from "../facets/model.ts";
import type { FieldReact, WidgetProps } from "../facets/react.ts";
import { FieldServicesProvider, type FieldSurroundings } from "../react/services.tsx";

/** Surroundings in which nothing is found and nothing can be sent. */
const surroundings: FieldSurroundings = {
  locale: "en",
  timeZone: "UTC",
  texts: {
    yes: "Yes",
    no: "No",
    searching: "Searching",
    searchFailed: "Failed",
    assignedLater: "Later",
    nothingCalled: (text) => text,
    clear: "Clear",
    openCalendar: "Calendar",
    options: "Options",
    rows: (count) => String(count),
    remove: "Remove",
    notJson: "Text",
  },
  today: () => "2026-01-31",
  searchRecords: async () => [],
  loadRecord: async () => null,
  upload: async () => {
    throw new Error("Nothing can be sent here");
  },
  RecordLabel: ({ id }) => <>{id}</>,
  useRecordLabel: () => null,
  FileLink: ({ id }) => <>{id}</>,
  LineGrid: ({ id, label }) => <table id={id} aria-label={label} />,
};

/** Widget and cell can be drawn with every value of the cases, and the widget's control can be named. */
export function reactFaults(
  model: FieldModel,
  react: FieldReact,
  cases: readonly FieldCase[],
): readonly string[] {
  const faults = new Set<string>();
  if (react.type !== model.type) faults.add(`the react facet is of type ${react.type}`);
  for (const entry of cases) {
    const field = caseField(model.type, entry);
    const coerced = model.coerce(entry.value, field, caseContext(entry));
    const values: readonly Value[] = "value" in coerced ? [coerced.value, null] : [null];
    for (const value of values) for (const fault of drawn(react, field, value)) faults.add(fault);
  }
  return [...faults];
}

function drawn({ Widget, Cell }: FieldReact, field: FieldDocument, value: Value): readonly string[] {
  const props: WidgetProps = {
    id: "conforming",
    field,
    label: "Its name",
    value,
    onChange: () => undefined,
    required: false,
    readOnly: false,
    problems: [],
  };
  try {
    const plain = render(<Widget {...props} />);
    const compact = render(<Widget {...props} compact />);
    render(<Widget {...props} readOnly />);
    render(<Cell field={field} value={value} locale="en" timeZone="UTC" />);
    return [
      ...(plain.includes('id="conforming"')
        ? []
        : ["no control carries the widget's id, so no label names it"]),
      ...(compact.includes('aria-label="Its name"')
        ? []
        : ["in a grid no control carries the label as its name"]),
    ];
  } catch (fault) {
    return [`drawing ${JSON.stringify(value)} throws ${String(fault)}`];
  }
}

function render(element: React.ReactElement): string {
  return renderToString(<FieldServicesProvider services={surroundings}>{element}</FieldServicesProvider>);
}
