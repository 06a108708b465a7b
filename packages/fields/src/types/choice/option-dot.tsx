import type { ChoiceOption } from "@dougong/model";

/** The colour of an option, beside its word and never instead of it. */
export function OptionDot({ option }: { readonly option: ChoiceOption | undefined }) {
  const color = option?.color;
  if (color === undefined) return null;
  return color.startsWith("#") ? (
    <span className="dg-dot" style={{ background: color }} aria-hidden="true" />
  ) : (
    <span className="dg-dot" data-color={color} aria-hidden="true" />
  );
}
