import { type Column, isMoney } from "./column.ts";

/** What a card shows where. */
export interface CardPlaces {
  readonly lead: Column | undefined;
  readonly amount: Column | undefined;
  readonly rest: readonly Column[];
}

const shownRest = 5;

/**
 * The name leads: the entity's title, or what else is in words where the title is a drawn number. Opposite stands
 * the last amount of money; a count of days or of pieces is no amount.
 */
export function cardPlaces(columns: readonly Column[], title: string | null): CardPlaces {
  const head = columns.find((column) => column.path === title) ?? columns[0];
  const lead =
    head?.field.document.type === "sequence"
      ? (columns.find((column) => column.path.includes(".") || isWords(column)) ?? head)
      : head;
  const others = columns.filter((column) => column !== lead);
  const amount = others.filter(isMoney).at(-1);
  return { lead, amount, rest: others.filter((column) => column !== amount).slice(0, shownRest) };
}

function isWords({ field }: Column): boolean {
  return field.document.type === "text" || field.document.type === "reference";
}

/** A number or a date says nothing without its name; words and states speak for themselves. */
export function needsLabel({ align, field }: Column): boolean {
  return align === "end" || field.document.type === "date" || field.document.type === "boolean";
}
