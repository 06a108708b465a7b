import {
  type CellProps,
  EmptyCell,
  type FieldReact,
  isEmpty,
  TextInput,
  textOf,
  type WidgetProps,
} from "@dougong/fields/react";
import { isNewEnergy, printPlate, readPlate } from "./plate-text.ts";

/** Typed in any usual way; once it is a plate it is kept as one, until then it stands as it was typed. */
function PlateWidget(props: WidgetProps) {
  return (
    <TextInput
      widget={props}
      text={textOf(props.value)}
      onText={(text) => props.onChange(text === "" ? null : (readPlate(text) ?? text))}
      input={{ autoCapitalize: "characters", spellCheck: false, placeholder: "沪A12345" }}
    />
  );
}

/** Painted as on the car: green where it runs on electricity, else blue. */
function PlateCell({ value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  const background = isNewEnergy(textOf(value)) ? "#0a6b3d" : "#0b4ea2";
  const look = {
    background,
    color: "#fff",
    borderRadius: 4,
    padding: "1px 6px",
    whiteSpace: "nowrap",
  } as const;
  return <span style={look}>{printPlate(textOf(value))}</span>;
}

export const react: FieldReact = {
  type: "example.plate",
  Widget: PlateWidget,
  Cell: PlateCell,
  align: "start",
};
