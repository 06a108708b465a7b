import { type ChoiceOption, type FieldDocument, isJsonObject } from "@dougong/model";

/** The options of a choice in their order, an id alone written out; `[]` where they are another field's. */
export function choiceOptions(field: FieldDocument): readonly ChoiceOption[] {
  if (!Array.isArray(field.options)) return [];
  const options: readonly unknown[] = field.options;
  return options.flatMap((option): readonly ChoiceOption[] => {
    if (typeof option === "string") return [{ id: option }];
    return isChoiceOption(option) ? [option] : [];
  });
}

function isChoiceOption(option: unknown): option is ChoiceOption {
  return isJsonObject(option) && typeof option.id === "string";
}

/** The field whose options are taken, `lead.industry` or `crm.lead.industry`; undefined where the field has its own. */
export function optionsSource(field: FieldDocument): string | undefined {
  const { options } = field;
  return isJsonObject(options) && typeof options.of === "string" ? options.of : undefined;
}
