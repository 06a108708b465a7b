import type { FormLayout, FormSectionLayout } from "@dougong/forms";
import type { Problem } from "@dougong/model";
import { fieldOfPath } from "./shown-problems.ts";

/** The tab that shows a field; null where the field stands above the tabs or is not on the form. */
export function tabOf(layout: FormLayout, path: string): string | null {
  const field = fieldOfPath(path);
  return layout.sections.find((section) => holds(section, field))?.tab ?? null;
}

function holds(section: FormSectionLayout, field: string): boolean {
  if (section.kind === "lines") return section.field.id === field;
  return section.kind === "fields" && section.items.some((item) => item.id === field);
}

/** The tabs that have something to show, each with the problems that wait behind it. */
export function shownTabs(
  layout: FormLayout,
  isShown: (section: FormSectionLayout) => boolean,
  problems: readonly Problem[],
): readonly { readonly name: string; readonly problems: number }[] {
  return layout.tabs
    .filter((name) => layout.sections.some((section) => section.tab === name && isShown(section)))
    .map((name) => ({
      name,
      problems: problems.filter((problem) => tabOf(layout, problem.path) === name).length,
    }));
}

/** A section of one field that is called as the section needs no heading of its own. */
export function headingOf(section: FormSectionLayout): string | null {
  const only = section.kind === "fields" && section.items.length === 1 ? section.items[0] : undefined;
  return only?.label === section.label && !section.collapsed ? null : section.label;
}
