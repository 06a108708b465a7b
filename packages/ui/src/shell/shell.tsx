import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "../brand/mark.tsx";
import { Dialog } from "../dialog/dialog.tsx";
import { DocumentIcon } from "../icon/icon.tsx";
import { addresses, InnerLink } from "../navigation/navigation.tsx";
import { OfflineStrip } from "../states/states.tsx";
import { useMedia } from "../theme/theme-provider.tsx";
import { Avatar } from "./avatar.tsx";
import "./shell.css";

/** An entry of the menu. */
export interface MenuItem {
  readonly href: string;
  readonly label: string;
  readonly icon: string | undefined;
}

export interface MenuGroup {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

export interface ShellProps {
  readonly workspace: string;
  readonly user: { readonly name: string; readonly email: string };
  readonly menu: readonly MenuGroup[];
  /** Address of the menu entry that is open. */
  readonly current: string | null;
  /** A form or a record on a phone has its own actions at the bottom instead of the tabs. */
  readonly tabs: boolean;
  readonly children: ReactNode;
}

/** The frame around every page: a side bar, on a phone tabs at the bottom. */
export function Shell(props: ShellProps) {
  const { t } = useTranslation();
  const phone = useMedia("(max-width: 767px)");
  return (
    <div className="dg-shell">
      <a className="dg-skip" href="#dg-main">
        {t("shell.skip")}
      </a>
      {phone ? null : <SideBar {...props} />}
      <main className="dg-main" id="dg-main" tabIndex={-1}>
        <OfflineStrip />
        {props.children}
      </main>
      {phone && props.tabs ? <TabBar {...props} /> : null}
    </div>
  );
}

function SideBar({ workspace, user, menu, current }: ShellProps) {
  const { t } = useTranslation();
  return (
    <nav className="dg-side" aria-label={t("shell.navigation")}>
      <InnerLink href={addresses.home} className="dg-side-workspace" title={workspace}>
        <Mark />
        <span className="dg-fill dg-ellipsis dg-fold">{workspace}</span>
      </InnerLink>
      <div className="dg-side-menu">
        {menu.map((group) => (
          <div key={group.label} className="dg-side-section">
            <div className="dg-side-group dg-fold">{group.label}</div>
            <ul>
              {group.items.map((item) => (
                <li key={item.href}>
                  <InnerLink
                    href={item.href}
                    className="dg-side-item"
                    title={item.label}
                    aria-current={item.href === current ? "page" : undefined}
                  >
                    <DocumentIcon name={item.icon} />
                    <span className="dg-ellipsis dg-fold">{item.label}</span>
                  </InnerLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <InnerLink
        href={addresses.profile}
        className="dg-side-user"
        title={user.email}
        aria-current={current === addresses.profile ? "page" : undefined}
      >
        <Avatar name={user.name} />
        <span className="dg-fill dg-ellipsis dg-fold">{user.name}</span>
      </InnerLink>
    </nav>
  );
}

const tabCount = 4;

function TabBar({ menu, current }: ShellProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const items = menu.flatMap((group) => group.items);
  return (
    <nav className="dg-tabs" aria-label={t("shell.navigation")}>
      {items.slice(0, tabCount).map((item) => (
        <InnerLink
          key={item.href}
          href={item.href}
          className="dg-tab"
          aria-current={item.href === current ? "page" : undefined}
        >
          <DocumentIcon name={item.icon} size={22} />
          <span className="dg-ellipsis">{item.label}</span>
        </InnerLink>
      ))}
      <button type="button" className="dg-tab" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Ellipsis size={22} strokeWidth={1.6} aria-hidden="true" />
        <span>{t("shell.more")}</span>
      </button>
      {open ? (
        <Dialog title={t("shell.menu")} onClose={() => setOpen(false)}>
          <ul className="dg-menu-sheet">
            {[
              ...items.slice(tabCount),
              { href: addresses.profile, label: t("shell.profile"), icon: "user" },
            ].map((item) => (
              <li key={item.href}>
                <InnerLink href={item.href} className="dg-side-item" onClick={() => setOpen(false)}>
                  <DocumentIcon name={item.icon} />
                  {item.label}
                </InnerLink>
              </li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </nav>
  );
}

interface PageHeadProps {
  readonly title: string;
  readonly note?: string;
  readonly before?: ReactNode;
  readonly children?: ReactNode;
}

/** A page's first line: its title, how many, what can be done. */
export function PageHead({ title, note, before, children }: PageHeadProps) {
  return (
    <header className="dg-page-head">
      {before}
      <h1 className="dg-ellipsis">{title}</h1>
      {note === undefined ? null : <span className="dg-3 dg-dense dg-num">{note}</span>}
      <span className="dg-space" />
      {children}
    </header>
  );
}
