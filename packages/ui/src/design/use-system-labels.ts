import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SystemLabels } from "./path-field.ts";

/** The system fields' names in the user's language. */
export function useSystemLabels(): SystemLabels {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      id: t("system.id"),
      version: t("system.version"),
      created_at: t("system.createdAt"),
      created_by: t("system.createdBy"),
      updated_at: t("system.updatedAt"),
      updated_by: t("system.updatedBy"),
    }),
    [t],
  );
}
