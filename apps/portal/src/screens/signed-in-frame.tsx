import type { Me } from "@dougong/client";
import { compileCatalogue } from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import type { Document } from "@dougong/model";
import {
  addresses,
  type Design,
  DesignProvider,
  ErrorState,
  FieldSurroundingsProvider,
  menuOf,
  NavigationProvider,
  Shell,
  Skeleton,
  translateDocuments,
  useApi,
} from "@dougong/ui";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession, useSessionStore } from "../session/session-context.tsx";
import { useCurrentEntry } from "./current-entry.ts";
import { usePortalNavigation } from "./use-portal-navigation.ts";

const SignInPage = lazy(() =>
  import("@dougong/ui/sign-in").then((module) => ({ default: module.SignInPage })),
);

/** The frame of every screen that needs a session: sign-in where there is none, else the design and the shell. */
export function SignedInFrame() {
  const session = useSession();
  const store = useSessionStore();
  if (session === null) {
    return (
      <SetupFirst>
        <Suspense>
          <SignInPage onSignedIn={(next) => store.set(next)} />
        </Suspense>
      </SetupFirst>
    );
  }
  return <SignedIn />;
}

/** On an empty installation the setup comes before any sign-in. */
function SetupFirst({ children }: { readonly children: ReactNode }) {
  const { queries } = useApi();
  const { t } = useTranslation();
  const setup = useQuery(queries.setup());
  if (setup.isPending) return null;
  if (setup.data?.needed === true) return <ErrorState error={new Error(t("setup.noToken"))} />;
  return children;
}

function SignedIn() {
  const { queries } = useApi();
  const me = useQuery({ ...queries.me(), staleTime: 60_000 });
  const apps = me.data?.apps ?? [];
  const documents = useQueries({ queries: apps.map((app) => queries.documents(app.id, app.revision)) });
  const failed = me.error ?? documents.find((each) => each.error !== null)?.error ?? null;
  if (failed !== null) return <ErrorState error={failed} onRetry={() => void me.refetch()} />;
  const loaded = documents.flatMap((each) => (each.data === undefined ? [] : [each.data]));
  if (me.data === undefined || loaded.length < apps.length) return <Skeleton rows={12} />;
  return <Designed me={me.data} documents={loaded} />;
}

function Designed({
  me,
  documents,
}: {
  readonly me: Me;
  readonly documents: readonly (readonly Document[])[];
}) {
  const { i18n } = useTranslation();
  const navigation = usePortalNavigation();
  const key = me.apps.map((app) => `${app.id}@${app.revision}`).join(" ");
  // The documents' arrays are made anew with each drawing; the apps' revisions say whether they changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when these change and at no other time; the rest is read as it then stands
  const design = useMemo(() => designOf(me, documents, i18n.language), [key, i18n.language, me]);
  return (
    <NavigationProvider navigation={navigation}>
      <DesignProvider design={design}>
        <FieldSurroundingsProvider>
          <Framed me={me} design={design} />
        </FieldSurroundingsProvider>
      </DesignProvider>
    </NavigationProvider>
  );
}

function Framed({ me, design }: { readonly me: Me; readonly design: Design }) {
  const current = useCurrentEntry(design);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const menu = useMemo(
    () =>
      menuOf(design.catalogue).map((group) => ({
        label: group.group,
        items: group.pages.map(({ app, page }) => ({
          href: addresses.page(app, page.id),
          label: page.label ?? page.id,
          icon: page.menu?.icon,
        })),
      })),
    [design],
  );
  return (
    <Shell
      workspace={me.workspace.name}
      user={me.user}
      menu={menu}
      current={current}
      tabs={path.split("/").length <= 4}
    >
      <Suspense fallback={<Skeleton rows={12} />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}

function designOf(me: Me, documents: readonly (readonly Document[])[], language: string): Design {
  const apps = me.apps.flatMap((app, index) => {
    const translated = translateDocuments(documents[index] ?? [], language);
    const document = translated.find((each) => each.kind === "app");
    return document === undefined ? [] : [{ document, revision: app.revision, documents: translated }];
  });
  const { catalogue } = compileCatalogue({ apps, models: fieldModels });
  const { timeZone, currency } = me.workspace;
  return { catalogue, language, timeZone, currency, user: { ...me.user, roles: me.roles } };
}
