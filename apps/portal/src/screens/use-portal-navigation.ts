import type { Navigation } from "@dougong/ui";
import { useRouter } from "@tanstack/react-router";
import { useMemo } from "react";

/** Links of `ui` go through the router. */
export function usePortalNavigation(): Navigation {
  const router = useRouter();
  return useMemo(
    () => ({
      navigate: (href, options) =>
        options?.replace === true ? router.history.replace(href) : router.history.push(href),
    }),
    [router],
  );
}
