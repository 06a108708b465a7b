import { type DragEvent, useRef, useState } from "react";
import type { WidgetProps } from "../facets/react.ts";
import { acceptOf } from "../types/file/file-members.ts";
import { controlProps } from "./control.tsx";
import { X } from "./icons.tsx";
import { useFieldServices } from "./services.tsx";

interface FilePickerProps {
  readonly widget: WidgetProps;
  readonly files: readonly string[];
  readonly most: number;
  onFiles(ids: readonly string[]): void;
}

interface Sending {
  readonly key: number;
  readonly name: string;
  /** 0..1, or the sentence of what went wrong. */
  readonly state: number | string;
}

/**
 * Files of a field. A file is sent at once, so that saving the record has nothing to wait for; until then it is its
 * sender's, and one that no record holds goes by itself.
 */
export function FilePicker({ widget, files, most, onFiles }: FilePickerProps) {
  const { texts, FileLink } = useFieldServices();
  const input = useRef<HTMLInputElement>(null);
  const { sending, send, dismiss } = useSending(files, most, onFiles);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!widget.readOnly) send([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the button inside does the same by keyboard
    <span
      className={`dg-files${over ? " dg-files-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!widget.readOnly);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {files.length === 0 ? null : (
        <ul className="dg-chips">
          {files.map((id) => (
            <li key={id} className="dg-chip">
              <span className="dg-chip-label" id={`${widget.id}-${id}`}>
                <FileLink id={id} />
              </span>
              {widget.readOnly ? null : (
                <button
                  type="button"
                  className="dg-chip-remove"
                  id={`${widget.id}-${id}-remove`}
                  aria-label={texts.remove}
                  aria-labelledby={`${widget.id}-${id}-remove ${widget.id}-${id}`}
                  onClick={() => onFiles(files.filter((one) => one !== id))}
                >
                  <X size={12} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sending.map((one) => (
        <SendingRow key={one.key} sending={one} onDismiss={() => dismiss(one.key)} />
      ))}
      {widget.readOnly ? null : (
        <input
          ref={input}
          type="file"
          {...controlProps(widget)}
          className="dg-file-input"
          multiple={most > 1}
          accept={acceptOf(widget.field).join(",")}
          onChange={(event) => {
            send([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      )}
    </span>
  );
}

function SendingRow({ sending, onDismiss }: { readonly sending: Sending; onDismiss(): void }) {
  const { texts } = useFieldServices();
  const { name, state } = sending;
  if (typeof state === "number")
    return (
      <span className="dg-file-sending">
        <span>{name}</span>
        <progress max={1} value={state} aria-label={name} />
      </span>
    );
  return (
    <span className="dg-file-sending" role="alert">
      <span>
        {name}: {state}
      </span>
      <button
        type="button"
        className="dg-chip-remove"
        aria-label={`${texts.remove} ${name}`}
        onClick={onDismiss}
      >
        <X size={12} />
      </button>
    </span>
  );
}

function useSending(files: readonly string[], most: number, onFiles: (ids: readonly string[]) => void) {
  const { upload } = useFieldServices();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const next = useRef(0);
  const latest = useRef(files);
  latest.current = files;
  const settle = (key: number) => setSending((all) => all.filter((one) => one.key !== key));
  const show = (key: number, state: Sending["state"]) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, state } : one)));
  const start = async (file: File) => {
    const key = next.current;
    next.current += 1;
    setSending((all) => [...all, { key, name: file.name, state: 0 }]);
    try {
      const stored = await upload(file, (share) => show(key, share));
      latest.current = [...latest.current, stored.id].slice(-most);
      onFiles(latest.current);
      settle(key);
    } catch (fault) {
      show(key, fault instanceof Error ? fault.message : String(fault));
    }
  };
  return {
    sending,
    dismiss: settle,
    send: (chosen: readonly File[]) => {
      for (const file of chosen.slice(0, most)) void start(file);
    },
  };
}
