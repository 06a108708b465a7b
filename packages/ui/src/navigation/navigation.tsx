import { type AnchorHTMLAttributes, createContext, type MouseEvent, type ReactNode, useContext } from "react";

/** Goes to an address inside the app without loading the page anew. */
export interface Navigation {
  navigate(href: string, options?: { readonly replace?: boolean }): void;
}

const NavigationContext = createContext<Navigation | null>(null);

export function NavigationProvider({
  navigation,
  children,
}: {
  readonly navigation: Navigation;
  readonly children: ReactNode;
}) {
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** @throws Error where no `NavigationProvider` stands above */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error("A NavigationProvider is missing");
  return navigation;
}

/** A link inside the app; a modified click opens a tab as everywhere. Outside of any app it is a plain link. */
export function InnerLink({
  href,
  onClick,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }) {
  const navigation = useContext(NavigationContext);
  return (
    <a
      {...rest}
      href={href}
      onClick={(event: MouseEvent<HTMLAnchorElement>) => {
        onClick?.(event);
        if (
          navigation === null ||
          event.defaultPrevented ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey ||
          event.altKey
        )
          return;
        event.preventDefault();
        navigation.navigate(href);
      }}
    >
      {children}
    </a>
  );
}

/** Addresses of the portal (contract 2.11). */
export const addresses = {
  home: "/",
  profile: "/settings",
  page: (app: string, page: string) => `/a/${app}/${page}`,
  list: (entity: string) => `/a/${entity.replace(".", "/")}`,
  record: (entity: string, id: string) => `/a/${entity.replace(".", "/")}/${encodeURIComponent(id)}`,
  edit: (entity: string, id: string) => `/a/${entity.replace(".", "/")}/${encodeURIComponent(id)}/edit`,
  create: (entity: string) => `/a/${entity.replace(".", "/")}/new`,
  import: (entity: string) => `/a/${entity.replace(".", "/")}/import`,
} as const;
