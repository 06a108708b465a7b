import type { FormLayout } from "@dougong/forms";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { tabOf } from "./form-tabs.ts";
import { jumpTo, nextPath } from "./jump.ts";
import type { RecordForm } from "./use-record-form.ts";

/** Saving, leaving and going from problem to problem by keyboard; a jump opens the tab that it leads to. */
export function useFormKeys(form: RecordForm, layout: FormLayout, formId: string, cancel: () => void) {
  const root = useRef<HTMLFormElement>(null);
  const problemAt = useRef<string | null>(null);
  const [tab, setTab] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const jump = (path: string) => {
    problemAt.current = path;
    const wanted = tabOf(layout, path);
    // The field can have the focus once its tab is drawn.
    if (wanted !== null) flushSync(() => setTab(wanted));
    jumpTo(root.current, formId, path);
  };
  const save = async () => {
    if (!(await form.save())) setTries((count) => count + 1);
  };
  const firstPath = form.shown.find((problem) => problem.path !== "")?.path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a refused attempt moves the focus, not each problem that comes and goes while typing
  useEffect(() => {
    if (tries > 0 && firstPath !== undefined) queueMicrotask(() => jump(firstPath));
  }, [tries]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "F8") {
      event.preventDefault();
      const path = nextPath(form.shown, problemAt.current, event.shiftKey ? -1 : 1);
      if (path !== null) jump(path);
    } else if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter")) {
      event.preventDefault();
      void save();
    } else if (
      event.key === "Escape" &&
      !event.defaultPrevented &&
      !(event.target instanceof Element && event.target.closest("dialog") !== null)
    ) {
      cancel();
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return { root, tab, setTab, jump, onKeyDown, onSubmit };
}
