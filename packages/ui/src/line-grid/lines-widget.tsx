import type { WidgetProps } from "@dougong/fields/react";
import { EmptyCell } from "@dougong/fields/react";
import { useTranslation } from "react-i18next";

/** A lines field among ordinary fields: how many rows there are. The grid itself is a section of the form. */
export function LinesWidget({ value, id }: WidgetProps) {
  const { t } = useTranslation();
  return (
    <output id={id} className="dg-output">
      {Array.isArray(value) ? t("lines.count", { count: value.length }) : <EmptyCell />}
    </output>
  );
}
