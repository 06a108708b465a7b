import { HomeLink, StateBlock } from "@dougong/ui";
import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";

export function NotFoundScreen() {
  const { t } = useTranslation();
  return (
    <StateBlock icon={<SearchX size={20} />} title={t("state.pageNotFound")}>
      <HomeLink />
    </StateBlock>
  );
}
