import { readListState } from "@dougong/ui";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { HomeScreen } from "./screens/home-screen.tsx";
import { NotFoundScreen } from "./screens/not-found-screen.tsx";
import { PageScreen } from "./screens/page-screen.tsx";
import { SignedInFrame } from "./screens/signed-in-frame.tsx";

/** The portal's addresses (contract 2.11). Forms, records, imports and the setup are loaded when they are opened. */
export function createPortalRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundScreen });
  const setup = createRoute({
    getParentRoute: () => root,
    path: "/setup",
    validateSearch: (search: Record<string, unknown>) => ({
      token: search["token"] === undefined ? "" : String(search["token"]),
    }),
    component: lazyRouteComponent(() => import("./screens/setup-screen.tsx"), "SetupScreen"),
  });
  const frame = createRoute({ getParentRoute: () => root, id: "frame", component: SignedInFrame });
  const home = createRoute({ getParentRoute: () => frame, path: "/", component: HomeScreen });
  const profile = createRoute({
    getParentRoute: () => frame,
    path: "/settings",
    component: lazyRouteComponent(() => import("./screens/profile-screen.tsx"), "ProfileScreen"),
  });
  const page = createRoute({
    getParentRoute: () => frame,
    path: "/a/$app/$name",
    validateSearch: readListState,
    component: PageScreen,
  });
  const create = createRoute({
    getParentRoute: () => frame,
    path: "/a/$app/$name/new",
    component: lazyRouteComponent(() => import("./screens/create-screen.tsx"), "CreateScreen"),
  });
  const bring = createRoute({
    getParentRoute: () => frame,
    path: "/a/$app/$name/import",
    component: lazyRouteComponent(() => import("./screens/import-screen.tsx"), "ImportScreen"),
  });
  const record = createRoute({
    getParentRoute: () => frame,
    path: "/a/$app/$name/$id",
    component: lazyRouteComponent(() => import("./screens/record-screen.tsx"), "RecordScreen"),
  });
  const edit = createRoute({
    getParentRoute: () => frame,
    path: "/a/$app/$name/$id/edit",
    component: lazyRouteComponent(() => import("./screens/edit-screen.tsx"), "EditScreen"),
  });
  return createRouter({
    routeTree: root.addChildren([
      setup,
      frame.addChildren([home, profile, page, create, bring, record, edit]),
    ]),
    defaultNotFoundComponent: NotFoundScreen,
  });
}
