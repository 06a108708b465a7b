import { type KeyboardEvent, type ReactNode, useId } from "react";
import type { LookupOption, WidgetProps } from "../facets/react.ts";
import { Combobox } from "./combobox.tsx";
import { X } from "./icons.tsx";
import { useFieldServices } from "./services.tsx";

interface MultiComboboxProps {
  readonly widget: WidgetProps;
  readonly chosen: readonly string[];
  /** What stands on a chosen member's chip. */
  chip(id: string): ReactNode;
  search(text: string, signal: AbortSignal): Promise<readonly LookupOption[]>;
  readonly instant?: boolean;
  mark?(option: LookupOption): ReactNode;
}

/**
 * Several of the options that a look-up offers: each stands as a chip before the field, which adds one more.
 * Backspace in the empty field takes the last one away.
 */
export function MultiCombobox({ widget, chosen, chip, search, ...offer }: MultiComboboxProps) {
  const { texts } = useFieldServices();
  const name = useId();
  const set = (ids: readonly string[]) => widget.onChange(ids.length === 0 ? null : ids);
  const remove = (id: string) => set(chosen.filter((one) => one !== id));
  const onKeyDown = (event: KeyboardEvent) => {
    const last = chosen.at(-1);
    const empty = event.target instanceof HTMLInputElement && event.target.value === "";
    if (event.key === "Backspace" && empty && last !== undefined && !widget.readOnly) remove(last);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the control inside pass through here; that control has role and name
    <span className="dg-multi" onKeyDown={onKeyDown}>
      {chosen.length === 0 ? null : (
        <ul className="dg-chips">
          {chosen.map((id) => (
            <li key={id} className="dg-chip">
              <span className="dg-chip-label" id={`${name}-${id}`}>
                {chip(id)}
              </span>
              {widget.readOnly ? null : (
                <button
                  type="button"
                  className="dg-chip-remove"
                  id={`${name}-${id}-remove`}
                  aria-label={texts.remove}
                  aria-labelledby={`${name}-${id}-remove ${name}-${id}`}
                  onClick={() => remove(id)}
                >
                  <X size={12} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Combobox
        {...offer}
        widget={{
          ...widget,
          required: widget.required && chosen.length === 0,
          // a text that nothing was found for stays as a member, so that its problem is named
          onChange: (value) => typeof value === "string" && value !== "" && set([...chosen, value]),
        }}
        chosen={null}
        chosenLabel=""
        unknown={null}
        search={async (text, signal) =>
          (await search(text, signal)).filter((option) => !chosen.includes(option.id))
        }
        onChoose={(option) => option !== null && set([...chosen, option.id])}
      />
    </span>
  );
}
