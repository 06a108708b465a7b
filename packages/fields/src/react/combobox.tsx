import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { LookupOption, WidgetProps } from "../facets/react.ts";
import { controlClass, controlProps } from "./control.tsx";
import { ChevronDown, X } from "./icons.tsx";
import { usePendingTexts } from "./pending-texts.tsx";
import { Popup } from "./popup.tsx";
import { useFieldServices } from "./services.tsx";

interface ComboboxProps {
  readonly widget: WidgetProps;
  /** Id that is chosen. */
  readonly chosen: string | null;
  /** Its label, the input's text while nobody types. */
  readonly chosenLabel: string;
  /** The value is a text that no option was found for; in a form it stays, and its problem says so. */
  readonly unknown: string | null;
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

type ComboboxModel = ReturnType<typeof useCombobox>;
type Mode = "first" | "exact";

function useCombobox(props: ComboboxProps) {
  const { widget, chosenLabel, onChoose } = props;
  const anchor = useRef<HTMLSpanElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const takeWhenFound = useRef<Mode | null>(null);
  const inForm = usePendingTexts() !== null;
  const query = typed ?? "";

  const choose = (option: LookupOption | null) => {
    takeWhenFound.current = null;
    setTyped(null);
    setOpen(false);
    onChoose(option);
  };
  /** Nothing is called so: in a form the text stays as the value, elsewhere it goes. */
  const giveUp = () => {
    if (inForm && typed !== null) widget.onChange(typed.trim());
    takeWhenFound.current = null;
    setTyped(null);
    setOpen(false);
  };
  const found = useOptions(props, { query, open, takeWhenFound });
  const { search, options, active } = found;
  const settle = (mode: Mode) => {
    if (typed === null) return setOpen(false);
    if (typed.trim() === "") return choose(null);
    if (search.state !== "found" || search.text !== query) {
      // Enter decides; leaving the field afterwards takes nothing back.
      takeWhenFound.current ??= mode;
      found.hurry();
      return setOpen(mode === "first");
    }
    const option = pick(options, typed, mode, active);
    if (option !== undefined) return choose(option);
    if (mode === "exact") giveUp();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when these change and at no other time; the rest is read as it then stands
  useEffect(() => {
    const mode = takeWhenFound.current;
    if (mode === null || search.state !== "found" || search.text !== query) return;
    const option = pick(search.options, query, mode, null);
    takeWhenFound.current = null;
    if (option !== undefined) choose(option);
    else if (mode === "exact") giveUp();
    // Only the answer decides, not what is drawn meanwhile.
  }, [search]);
  useSettledBeforeSaving(props, typed, takeWhenFound, { choose, giveUp });

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
    onKeyDown: comboboxKeys(widget, { open, typed, found, setOpen, setTyped, choose, settle }),
    onBlur: () => {
      settle("exact");
      widget.onBlur?.();
    },
  };
}

/** Milliseconds after the last key before the server is asked. */
const pause = 120;

interface Asked {
  readonly query: string;
  readonly open: boolean;
  readonly takeWhenFound: { readonly current: Mode | null };
}

/** The options of a text, looked up while the list is open or an answer is waited for. */
function useOptions(props: ComboboxProps, { query, open, takeWhenFound }: Asked) {
  const { search: find, chosen, instant = false } = props;
  const [active, setActive] = useState<number | null>(null);
  const [search, setSearch] = useState<Search>({ state: "searching" });
  const [rush, setRush] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when these change and at no other time; the rest is read as it then stands
  useEffect(() => {
    if (!open && takeWhenFound.current === null) return;
    const abort = new AbortController();
    setSearch((before) => (before.state === "found" ? before : { state: "searching" }));
    const ask = () =>
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
    const wait = setTimeout(ask, query === "" || takeWhenFound.current !== null || instant ? 0 : pause);
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
    // The search function changes with each render; the text and the openness are what asks anew.
  }, [query, open, rush]);
  return {
    search,
    options: search.state === "found" ? search.options : [],
    active,
    setActive,
    /** Asks at once, without the pause while one types. */
    hurry: () => setRush((count) => count + 1),
  };
}

interface Ends {
  choose(option: LookupOption | null): void;
  giveUp(): void;
}

/** A form that is being saved has the text looked up first, one that was not found before included. */
function useSettledBeforeSaving(
  props: ComboboxProps,
  typed: string | null,
  takeWhenFound: { readonly current: Mode | null },
  ends: Ends,
): void {
  const texts = usePendingTexts();
  const text = typed ?? props.unknown;
  const settle = async () => {
    if (text === null) return;
    const mode = takeWhenFound.current ?? "exact";
    const blank = text.trim() === "";
    const found = blank ? [] : await props.search(text, new AbortController().signal);
    const option = blank ? null : pick(found, text, mode, null);
    flushSync(() =>
      option === undefined ? latest.current.ends.giveUp() : latest.current.ends.choose(option),
    );
  };
  const latest = useRef({ settle, ends });
  latest.current = { settle, ends };
  const waits = text !== null;
  useEffect(
    () => (waits ? texts?.add({ settle: () => latest.current.settle() }) : undefined),
    [texts, waits],
  );
}

interface KeyState {
  readonly open: boolean;
  readonly typed: string | null;
  readonly found: ReturnType<typeof useOptions>;
  setOpen(open: boolean): void;
  setTyped(text: string | null): void;
  choose(option: LookupOption | null): void;
  settle(mode: Mode): void;
}

function comboboxKeys(widget: WidgetProps, state: KeyState) {
  const { open, typed, setOpen, setTyped } = state;
  const { options, active, setActive } = state.found;
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || widget.readOnly || event.ctrlKey || event.metaKey) return;
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
      if (option !== undefined) state.choose(option);
      else state.settle("first");
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
      setOpen(false);
    }
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
