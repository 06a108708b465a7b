import { ApiProblem, ConnectionProblem } from "@dougong/client";
import { Button } from "antd";
import { CloudOff, Lock, RotateCw, SearchX, WifiOff } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { addresses, InnerLink } from "../navigation/navigation.tsx";
import "./states.css";

interface StateBlockProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly tone?: "danger";
  readonly children?: ReactNode;
}

/** What a screen says where it has nothing to show: an icon, one sentence, one action. */
export function StateBlock({ icon, title, hint, tone, children }: StateBlockProps) {
  return (
    <div className="dg-state" data-tone={tone} role={tone === "danger" ? "alert" : undefined}>
      <span className="dg-state-icon">{icon}</span>
      <h2>{title}</h2>
      {hint === undefined || hint === "" ? null : <p>{hint}</p>}
      {children === undefined ? null : <div className="dg-state-actions">{children}</div>}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: unknown;
  /** What could not be seen, for the sentence about access. */
  readonly label?: string;
  onRetry?(): void;
}

/** The way on from where there is nothing. */
export function HomeLink() {
  const { t } = useTranslation();
  return (
    <InnerLink href={addresses.home} className="dg-button-link">
      {t("action.home")}
    </InnerLink>
  );
}

/** What failed, what still works, and the way on. */
export function ErrorState({ error, label = "", onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const retry =
    onRetry === undefined ? null : (
      <Button icon={<RotateCw size={16} />} onClick={onRetry}>
        {t("action.retry")}
      </Button>
    );
  if (error instanceof ApiProblem && error.status === 404) {
    return (
      <StateBlock icon={<SearchX size={20} />} title={t("state.notFound")} hint={t("state.notFoundHint")}>
        <HomeLink />
      </StateBlock>
    );
  }
  if (error instanceof ApiProblem && error.status === 403) {
    return (
      <StateBlock
        icon={<Lock size={20} />}
        title={t("state.forbidden", { label })}
        hint={t("state.forbiddenHint")}
      >
        <HomeLink />
      </StateBlock>
    );
  }
  if (error instanceof ConnectionProblem) {
    return (
      <StateBlock
        icon={<WifiOff size={20} />}
        tone="danger"
        title={t("state.errorOffline")}
        hint={t("state.errorOfflineHint")}
      >
        {retry}
      </StateBlock>
    );
  }
  return (
    <StateBlock
      icon={<CloudOff size={20} />}
      tone="danger"
      title={t("state.errorTitle")}
      hint={sentenceOf(error)}
    >
      {retry}
    </StateBlock>
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.items[0]?.message ?? error.title;
  return error instanceof Error ? error.message : "";
}

/** Grey bars in the final geometry, after 150 ms: what comes at once never flickers. */
export function Skeleton({ rows = 8 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const wait = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(wait);
  }, []);
  return (
    <div role="status" aria-label={t("state.loading")} className="dg-skeleton">
      {/** biome-ignore lint/suspicious/noArrayIndexKey: these rows have no other identity and never change places */}
      {late ? Array.from({ length: rows }, (_, row) => <SkeletonRow key={row} seed={row} />) : null}
    </div>
  );
}

function SkeletonRow({ seed }: { readonly seed: number }) {
  return (
    <div className="dg-skeleton-row">
      {[92, 76, 54, 70].map((width, column) => (
        <span key={width} style={{ width: `${width - ((seed * 7 + column * 5) % 22)}px` }} />
      ))}
    </div>
  );
}

/** A strip under the top line while there is no connection; writing goes on. */
export function OfflineStrip() {
  const { t } = useTranslation();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    window.addEventListener("online", update);
    window.addEventListener("offline", update);
    return () => {
      window.removeEventListener("online", update);
      window.removeEventListener("offline", update);
    };
  }, []);
  if (online) return null;
  return (
    <div className="dg-offline" role="status">
      <WifiOff size={14} aria-hidden="true" />
      {t("state.offline")}
    </div>
  );
}
