import { addresses, ErrorState, InnerLink, NavigationProvider, StateBlock, useApi } from "@dougong/ui";
import { SetupPage } from "@dougong/ui/setup";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSessionStore } from "../session/session-context.tsx";
import { usePortalNavigation } from "./use-portal-navigation.ts";

/** The first run; afterwards it says that there is nothing left to do. */
export function SetupScreen() {
  const { t } = useTranslation();
  const { queries } = useApi();
  const { token } = useSearch({ from: "/setup" });
  const store = useSessionStore();
  const navigation = usePortalNavigation();
  const setup = useQuery({ ...queries.setup(), staleTime: Number.POSITIVE_INFINITY });
  const [begun, setBegun] = useState(false);
  if (setup.isPending) return null;
  if (setup.isError) return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />;
  if (!setup.data.needed && !begun) {
    return (
      <NavigationProvider navigation={navigation}>
        <StateBlock icon={<CircleCheck size={20} />} title={t("setup.already")} hint={t("setup.alreadyHint")}>
          <InnerLink href={addresses.home}>{t("action.signIn")}</InnerLink>
        </StateBlock>
      </NavigationProvider>
    );
  }
  return (
    <SetupPage
      token={token}
      onSignedIn={(session) => {
        setBegun(true);
        store.set(session);
      }}
      onDone={() => navigation.navigate(addresses.home, { replace: true })}
    />
  );
}
