import type { TFunction } from "i18next";
import type { PathField } from "../design/path-field.ts";
import { typeOf } from "./condition.ts";

/** The word of an operator beside a field: dates are before and after, numbers less and more. */
export function operatorLabel(t: TFunction, operator: string, field: PathField): string {
  const type = typeOf(field);
  const temporal = ["date", "time", "datetime"].includes(type);
  const numeric = ["integer", "decimal", "money", "percent", "duration"].includes(type);
  switch (operator) {
    case "contains":
      return t("operator.contains");
    case "startswith":
      return t("operator.startsWith");
    case "endswith":
      return t("operator.endsWith");
    case "==":
      return numeric ? t("operator.eq") : t("operator.is");
    case "!=":
      return numeric ? t("operator.ne") : t("operator.isNot");
    case "in":
      return type === "choices" || type === "references" ? t("operator.contains") : t("operator.is");
    case "<":
      return temporal ? t("operator.before") : t("operator.lt");
    case "<=":
      return temporal ? t("operator.onOrBefore") : t("operator.le");
    case ">":
      return temporal ? t("operator.after") : t("operator.gt");
    case ">=":
      return temporal ? t("operator.onOrAfter") : t("operator.ge");
    case "isnull":
      return t("operator.isEmpty");
    case "notnull":
      return t("operator.isNotEmpty");
    default:
      return operator;
  }
}

/** What the editor offers: choices are ticked together, and "filled" is the opposite of "empty". */
export function offeredOperators(field: PathField): readonly string[] {
  const isChoice = ["choice", "choices", "references"].includes(field.document.type);
  const offered = field.operators.filter(
    (operator) => (operator === "in" ? isChoice : true) && !(isChoice && operator === "=="),
  );
  const ordered = isChoice ? ["in", ...offered.filter((operator) => operator !== "in")] : offered;
  return ordered.flatMap((operator) => (operator === "isnull" ? ["isnull", "notnull"] : [operator]));
}
