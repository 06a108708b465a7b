import type { Entity } from "@dougong/fields";
import { InnerLink } from "@dougong/ui";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

/** The way back to the list. */
export function Crumbs({
  entity,
  listHref,
  title,
}: {
  readonly entity: Entity;
  readonly listHref: string;
  readonly title: string;
}) {
  const { t } = useTranslation();
  return (
    <div className="dg-record-crumbs">
      <InnerLink href={listHref} className="dg-icon-button dg-phone-only" aria-label={t("action.back")}>
        <ChevronLeft size={20} aria-hidden="true" />
      </InnerLink>
      <InnerLink href={listHref} className="dg-crumb">
        {entity.label}
      </InnerLink>
      <ChevronRight size={14} aria-hidden="true" className="dg-3" />
      <span className="dg-ellipsis">{title}</span>
    </div>
  );
}
