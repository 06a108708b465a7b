import type { WidgetProps } from "../../facets/react.ts";
import { Combobox } from "../../react/combobox.tsx";
import { textOf } from "../../react/value.ts";
import { matchesOption } from "./matches-option.ts";
import { OptionDot } from "./option-dot.tsx";
import { choiceOptions } from "./options.ts";

/** One of the options; a retired one stays where it is chosen, but is not offered. */
export function ChoiceWidget(props: WidgetProps) {
  const options = choiceOptions(props.field);
  const value = textOf(props.value);
  const chosen = options.find((option) => option.id === value);
  return (
    <Combobox
      widget={props}
      instant
      chosen={value === "" ? null : value}
      chosenLabel={chosen?.label ?? chosen?.id ?? value}
      unknown={value === "" || chosen !== undefined ? null : value}
      search={async (text) =>
        options
          .filter((option) => option.retired !== true)
          .map((option) => ({ id: option.id, label: option.label ?? option.id }))
          .filter((option) => matchesOption(text, option))
      }
      onChoose={(option) => props.onChange(option?.id ?? null)}
      mark={(offered) => <OptionDot option={options.find((option) => option.id === offered.id)} />}
    />
  );
}
