import type { Problem } from "@dougong/model";
import { focusCell } from "../line-grid/move.ts";
import { controlId } from "./form-item.tsx";

/** Puts the focus where a problem is: the field, or the row of the line grid. */
export function jumpTo(root: HTMLElement | null, formId: string, path: string): void {
  const [field = "", row, inner] = path.split("/").slice(1);
  const target = root?.querySelector<HTMLElement>(`[id="${CSS.escape(controlId(formId, field))}"]`) ?? null;
  if (target === null) return;
  target.scrollIntoView({ block: "center" });
  if (row === undefined) {
    const control = target.matches("input,textarea,button")
      ? target
      : target.querySelector<HTMLElement>("input,textarea,button");
    control?.focus();
    return;
  }
  const cell =
    inner === undefined
      ? null
      : target.querySelector<HTMLElement>(`[data-row="${Number(row)}"] [id$="-${CSS.escape(inner)}"]`);
  if (cell === null) focusCell(target, Number(row), 0);
  else cell.focus();
}

/** The place of the next problem, or the former one; round and round. */
export function nextPath(problems: readonly Problem[], from: string | null, step: 1 | -1): string | null {
  const paths = [...new Set(problems.map((problem) => problem.path))].filter((path) => path !== "");
  if (paths.length === 0) return null;
  const at = from === null ? -1 : paths.indexOf(from);
  const next = at < 0 ? (step === 1 ? 0 : paths.length - 1) : (at + step + paths.length) % paths.length;
  return paths[next] ?? null;
}
