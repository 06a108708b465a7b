import type { Value } from "@dougong/expression";
import { useState } from "react";
import type { WidgetProps } from "../../facets/react.ts";
import { controlClass, controlProps } from "../../react/control.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { printJson, readJson } from "./json-text.ts";

/** JSON as text. What cannot be read as JSON is told at once, and kept as a text. */
export function JsonWidget(props: WidgetProps) {
  const { texts } = useFieldServices();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? undefined : readJson(typed);
  const current = props.value ?? null;
  const standing = typed !== null && JSON.stringify(meaning(typed)) === JSON.stringify(current);
  const note = read === undefined && standing && typed !== "";
  return (
    <span className="dg-json">
      <textarea
        {...controlProps(props)}
        className={controlClass(props, "dg-mono")}
        rows={props.compact === true ? 1 : 4}
        spellCheck={false}
        value={standing ? typed : printJson(current)}
        readOnly={props.readOnly}
        onChange={(event) => {
          setTyped(event.target.value);
          props.onChange(meaning(event.target.value));
        }}
      />
      <span role="status" className={note ? "dg-json-note" : "dg-hidden"}>
        {note ? texts.notJson : ""}
      </span>
    </span>
  );
}

function meaning(text: string): Value {
  return text.trim() === "" ? null : (readJson(text)?.json ?? (text as Value));
}
