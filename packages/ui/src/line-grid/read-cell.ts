import type { Value } from "@dougong/expression";
import type { Field } from "@dougong/fields";
import { choiceOptions, type FieldSurroundings, splitList } from "@dougong/fields/react";

/**
 * What a pasted text means in a field: amounts, dates and options as people write them, records by their name.
 * Text that means nothing there comes back as it is, so that it stands in the cell with its problem.
 */
export async function readCell(
  field: Field,
  text: string,
  services: FieldSurroundings,
): Promise<{ readonly value: Value; readonly understood: boolean }> {
  const given = text.trim();
  if (given === "") return { value: null, understood: true };
  if (field.to !== null && field.type.kind === "reference") return findRecord(field.to, given, services);
  if (field.to !== null && field.type.kind === "references") return findRecords(field.to, given, services);
  if (field.document.type === "choice") {
    const option = choiceOptions(field.document).find((each) => each.label === given || each.id === given);
    return { value: option?.id ?? given, understood: option !== undefined };
  }
  if (field.document.type === "boolean") return readBoolean(given, services);
  const coerced = field.model.coerce(given, field.document, {
    path: "",
    label: field.label,
    from: "text",
    text: { decimalSeparator: ".", thousandsSeparator: ",", dateFormat: "ymd", timeZone: services.timeZone },
  });
  return "value" in coerced
    ? { value: coerced.value, understood: true }
    : { value: given, understood: false };
}

async function findRecord(entity: string, text: string, services: FieldSurroundings) {
  const found = await services.searchRecords(entity, text, new AbortController().signal);
  const wanted = text.toLowerCase();
  const exact = found.filter(
    (option) => option.label.toLowerCase() === wanted || option.detail?.toLowerCase() === wanted,
  );
  const option = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
  return { value: option?.id ?? text, understood: option !== undefined };
}

/** Several names in one cell; the ones that mean nothing stand as they are. */
async function findRecords(entity: string, text: string, services: FieldSurroundings) {
  const found = await Promise.all(splitList(text).map((name) => findRecord(entity, name, services)));
  return { value: found.map((one) => one.value), understood: found.every((one) => one.understood) };
}

function readBoolean(text: string, services: FieldSurroundings) {
  const word = text.toLowerCase();
  if ([services.texts.yes.toLowerCase(), "true", "1", "y", "yes", "是", "√"].includes(word))
    return { value: true, understood: true };
  if ([services.texts.no.toLowerCase(), "false", "0", "n", "no", "否"].includes(word))
    return { value: false, understood: true };
  return { value: null, understood: false };
}
