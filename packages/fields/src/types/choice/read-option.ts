import type { ChoiceOption } from "@dougong/model";
import type { CoerceContext, Coerced } from "../../facets/model.ts";
import { refuse } from "../../values/refuse.ts";

/** The option that a text means: its id, or from a spreadsheet its words. A retired one is taken only where it `stands` already. */
export function readOption(
  value: string,
  options: readonly ChoiceOption[],
  context: CoerceContext,
  stands: (id: string) => boolean,
): Coerced {
  const chosen = options.find((entry) => entry.id === value);
  if (chosen !== undefined && (chosen.retired !== true || stands(value))) return { value };
  return context.from === "text" && chosen === undefined
    ? readLabel(value, options, context)
    : unknownOption(value, options, context);
}

/** A spreadsheet holds the words of an option rather than its id. */
function readLabel(value: string, options: readonly ChoiceOption[], context: CoerceContext): Coerced {
  const given = value.trim();
  const same = (text: string | undefined) => text !== undefined && text.toLowerCase() === given.toLowerCase();
  const meant = options.filter(
    (entry) => entry.retired !== true && (entry.label === given || entry.id === given),
  );
  const found =
    meant.length > 0
      ? meant
      : options.filter((entry) => entry.retired !== true && (same(entry.label) || same(entry.id)));
  const [first, ...others] = found;
  if (first === undefined) return unknownOption(value, options, context);
  return others.length === 0
    ? { value: first.id }
    : refuse(context, "ambiguous", {
        params: { name: given },
        expected: found.map((entry) => entry.id),
        got: value,
      });
}

function unknownOption(value: string, options: readonly ChoiceOption[], context: CoerceContext): Coerced {
  const open = options.filter((entry) => entry.retired !== true);
  const words = open.map((entry) => entry.label ?? entry.id).join(", ");
  return refuse(context, "reference_not_found", {
    params: open.length <= 20 ? { options: words } : {},
    expected: open.slice(0, 100).map((entry) => entry.id),
    got: value,
  });
}
