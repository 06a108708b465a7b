import type { WidgetProps } from "../../facets/react.ts";
import { MultiCombobox } from "../../react/multi-combobox.tsx";
import { listOf } from "../../react/value.ts";
import { matchesOption } from "../choice/matches-option.ts";
import { OptionDot } from "../choice/option-dot.tsx";
import { choiceOptions } from "../choice/options.ts";

/** Several of the options; a retired one stays where it is chosen, but is not offered. */
export function ChoicesWidget(props: WidgetProps) {
  const options = choiceOptions(props.field);
  const optionOf = (id: string) => options.find((option) => option.id === id);
  return (
    <MultiCombobox
      widget={props}
      instant
      chosen={listOf(props.value)}
      chip={(id) => (
        <>
          <OptionDot option={optionOf(id)} />
          {optionOf(id)?.label ?? id}
        </>
      )}
      search={async (text) =>
        options
          .filter((option) => option.retired !== true)
          .map((option) => ({ id: option.id, label: option.label ?? option.id }))
          .filter((option) => matchesOption(text, option))
      }
      mark={(offered) => <OptionDot option={optionOf(offered.id)} />}
    />
  );
}
