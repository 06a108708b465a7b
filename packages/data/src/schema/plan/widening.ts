import type { ColumnModel } from "../tables/table-model.ts";

const texts = new Set(["text", "long_text", "email", "phone", "url", "choice"]);
const numbers = new Set(["integer", "decimal", "money", "percent", "duration"]);

/** How an existing column becomes the wanted one: not at all, in place, with a rewrite, or in no way that is safe. */
export function widening(from: ColumnModel, to: ColumnModel): "same" | "in_place" | "rewrite" | "unsafe" {
  const computed = to.field?.computed === true;
  if (from.type === to.type && (computed || isSameKind(from, to))) return "same";
  // A computed column is worked out anew, so no value of it needs to be kept.
  if (computed && from.field?.computed === true) return "rewrite";
  if (from.field?.computed !== to.field?.computed || from.field?.to !== to.field?.to) return "unsafe";
  return widensNumber(from, to);
}

function isSameKind(from: ColumnModel, to: ColumnModel): boolean {
  if (from.field === undefined || to.field === undefined) return from.field === to.field;
  if (from.field.computed !== to.field.computed || from.field.to !== to.field.to) return false;
  const [old, wanted] = [from.field.type, to.field.type];
  if (old === wanted) return true;
  if (texts.has(old) && (wanted === "long_text" || (wanted === "text" && old !== "long_text"))) return true;
  return numbers.has(old) && numbers.has(wanted);
}

function widensNumber(from: ColumnModel, to: ColumnModel): "in_place" | "rewrite" | "unsafe" {
  if (!numbers.has(from.field?.type ?? "") || !numbers.has(to.field?.type ?? "")) return "unsafe";
  const wanted = numericShape(to.type);
  if (wanted === undefined) return "unsafe";
  // A bigint that the platform takes has at most 16 digits.
  const old = from.type === "bigint" ? { precision: 16, scale: 0 } : numericShape(from.type);
  if (
    old === undefined ||
    wanted.scale < old.scale ||
    wanted.precision - wanted.scale < old.precision - old.scale
  )
    return "unsafe";
  return from.type !== "bigint" && wanted.scale === old.scale ? "in_place" : "rewrite";
}

function numericShape(type: string): { readonly precision: number; readonly scale: number } | undefined {
  const parts = /^numeric\((\d+),(\d+)\)$/.exec(type);
  return parts === null ? undefined : { precision: Number(parts[1]), scale: Number(parts[2]) };
}
