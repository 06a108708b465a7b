import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { LookupOption, WidgetProps } from "../facets/react.ts";
import { controlClass, controlProps } from "./control.tsx";
import { ChevronDown, X } from "./icons.tsx";
import { Popup } from "./popup.tsx";
import { useFieldServices } from "./services.tsx";

interface ComboboxProps {
  readonly widget: WidgetProps;
  /** Id that is chosen. */
  readonly chosen: string | null;
  /** Its label, the input's text while nobody types. */
  readonly chosenLabel: string;
  /** What is offered for a text; may ask the server. */
  search(text: string, signal: AbortSignal): Promise<readonly LookupOption[]>;
  onChoose(option: LookupOption | null): void;
  /** The options are at hand: no pause while one types. */
  readonly instant?: boolean;
  /** Stands before an option's label, e.g. the colour of a status. */
  mark?(option: LookupOption): ReactNode;
}

type Search =
  | { readonly state: "searching" | "failed" }
  | { readonly state: "found"; readonly text: string; readonly options: readonly LookupOption[] };

/**
 * A text field that offers options, by the ARIA combobox pattern: type to narrow, arrows move,
 * Enter takes, Escape gives up. An option that is still being looked up when Enter is pressed is
 * taken once it arrives.
 */
export function Combobox(props: ComboboxProps) {
  const { widget } = props;
  const model = useCombobox(props);
  const { texts } = useFieldServices();
  return (
    <span
      className={`dg-combobox${widget.compact === true ? " dg-combobox-compact" : ""}`}
      ref={model.anchor}
    >
      <input
        type="text"
        role="combobox"
        autoComplete="off"
        {...controlProps(widget)}
        className={controlClass(widget, "dg-input-combobox")}
        value={model.text}
        readOnly={widget.readOnly}
        aria-autocomplete="list"
        aria-expanded={model.open}
        aria-controls={model.open ? model.listId : undefined}
        aria-activedescendant={model.open && model.active !== null ? model.optionId(model.active) : undefined}
        onChange={(event) => model.type(event.target.value)}
        onClick={() => model.show()}
        onKeyDown={model.onKeyDown}
        onBlur={model.onBlur}
      />
      {props.chosen !== null && !widget.required && !widget.readOnly && widget.compact !== true ? (
        <button type="button" className="dg-combobox-clear" aria-label={texts.clear} onClick={model.clear}>
          <X size={14} />
        </button>
      ) : null}
      <ChevronDown size={14} className="dg-combobox-chevron" />
      {model.open ? <OptionList {...props} model={model} /> : null}
    </span>
  );
}

function OptionList({ widget, chosen, mark, model }: ComboboxProps & { readonly model: ComboboxModel }) {
  const { texts } = useFieldServices();
  const { search } = model;
  const none = search.state === "found" && search.options.length === 0;
  return (
    <Popup anchor={model.anchor} minWidth={widget.compact === true ? 280 : 0}>
      <div id={model.listId} role="listbox" aria-label={texts.options} className="dg-options">
        {model.options.map((option, index) => (
          <div
            key={option.id}
            id={model.optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={option.id === chosen}
            className={`dg-option${index === model.active ? " dg-option-active" : ""}`}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => model.choose(option)}
            onKeyDown={model.onKeyDown}
          >
            {mark?.(option)}
            <span className="dg-option-label">{option.label}</span>
            {option.detail === undefined ? null : <span className="dg-option-detail">{option.detail}</span>}
          </div>
        ))}
      </div>
      <div role="status" className={search.state === "found" && !none ? "dg-hidden" : "dg-options-note"}>
        {search.state === "searching"
          ? texts.searching
          : search.state === "failed"
            ? texts.searchFailed
            : none
              ? texts.nothingCalled(model.text)
              : ""}
      </div>
    </Popup>
  );
}

/** Milliseconds after the last key before the server is asked. */
const pause = 120;

type ComboboxModel = ReturnType<typeof useCombobox>;

function useCombobox({
  widget,
  chosen,
  chosenLabel,
  search: find,
  onChoose,
  instant = false,
}: ComboboxProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const [search, setSearch] = useState<Search>({ state: "searching" });
  const [rush, setRush] = useState(0);
  const takeWhenFound = useRef<"first" | "exact" | null>(null);
  const query = typed ?? "";
  const options = search.state === "found" ? search.options : [];

  const choose = (option: LookupOption | null) => {
    takeWhenFound.current = null;
    setTyped(null);
    setOpen(false);
    onChoose(option);
  };
  const settle = (mode: "first" | "exact") => {
    if (typed === null) return setOpen(false);
    if (typed.trim() === "") return choose(null);
    if (search.state !== "found" || search.text !== query) {
      // Enter decides; leaving the field afterwards takes nothing back.
      takeWhenFound.current ??= mode;
      setRush((count) => count + 1);
      return setOpen(mode === "first");
    }
    const option = pick(options, typed, mode, active);
    if (option !== undefined) return choose(option);
    if (mode === "exact") {
      setTyped(null);
      setOpen(false);
    }
  };

  useEffect(() => {
    if (!open && takeWhenFound.current === null) return;
    const abort = new AbortController();
    setSearch((before) => (before.state === "found" ? before : { state: "searching" }));
    const wait = setTimeout(
      () => {
        find(query, abort.signal).then(
          (found) => {
            if (abort.signal.aborted) return;
            setSearch({ state: "found", text: query, options: found });
            const at = found.findIndex((option) => option.id === chosen);
            setActive(found.length === 0 ? null : Math.max(0, query === "" ? at : 0));
          },
          () => {
            if (!abort.signal.aborted) setSearch({ state: "failed" });
          },
        );
      },
      query === "" || takeWhenFound.current !== null || instant ? 0 : pause,
    );
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
    // The search function changes with each render; the text and the openness are what asks anew.
  }, [query, open, rush]);

  useEffect(() => {
    const mode = takeWhenFound.current;
    if (mode === null || search.state !== "found" || search.text !== query) return;
    const option = pick(search.options, query, mode, null);
    takeWhenFound.current = null;
    if (option !== undefined) choose(option);
    else if (mode === "exact") setTyped(null);
  }, [search]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || widget.readOnly) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open && widget.compact === true && !event.altKey) return;
      event.preventDefault();
      if (!open) return setOpen(true);
      if (options.length === 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(((active ?? -1) + step + options.length) % options.length);
    } else if (event.key === "Enter" && (open || typed !== null)) {
      event.preventDefault();
      const option = typed === null && active !== null ? options[active] : undefined;
      if (option !== undefined) choose(option);
      else settle("first");
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
      setOpen(false);
    }
  };

  return {
    anchor,
    listId,
    optionId: (index: number) => `${listId}-${index}`,
    text: typed ?? chosenLabel,
    open,
    active,
    search,
    options,
    choose,
    clear: () => choose(null),
    show: () => {
      if (!widget.readOnly) setOpen(true);
    },
    type: (text: string) => {
      takeWhenFound.current = null;
      setTyped(text);
      setOpen(true);
    },
    onKeyDown,
    onBlur: () => {
      settle("exact");
      widget.onBlur?.();
    },
  };
}

/** The option that a text means: the highlighted or the first one on Enter; on leaving only what is certain. */
function pick(
  options: readonly LookupOption[],
  text: string,
  mode: "first" | "exact",
  active: number | null,
): LookupOption | undefined {
  const wanted = text.trim().toLowerCase();
  const exact = options.filter((option) => option.label.toLowerCase() === wanted || option.id === text);
  if (mode === "first") return (active === null ? undefined : options[active]) ?? exact[0] ?? options[0];
  return exact.length === 1 ? exact[0] : options.length === 1 ? options[0] : undefined;
}
