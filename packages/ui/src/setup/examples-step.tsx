import { type ExampleApp, installExample } from "@dougong/client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { DocumentIcon } from "../icon/icon.tsx";
import { ErrorState, Skeleton } from "../states/states.tsx";

/** Which of the apps that come with the product to begin with. */
export function ExamplesStep({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const { client, queries } = useApi();
  const examples = useQuery(queries.examples());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [sample, setSample] = useState(true);
  const [installing, setInstalling] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const all = examples.data ?? [];
  const chosen = all.filter((example) => !left.has(example.id));
  const install = async () => {
    setFailure(null);
    try {
      for (const example of chosen) {
        setInstalling(example.label);
        await installExample(client, example.id, sample);
      }
      onDone();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setInstalling(null);
    }
  };
  const toggle = (id: string) =>
    setLeft(
      (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
    );
  return (
    <main className="dg-setup-main">
      <div className="dg-setup-body">
        <h1>{t("setup.startTitle")}</h1>
        <p className="dg-2">{t("setup.startLead")}</p>
        {examples.isPending ? <Skeleton rows={3} /> : null}
        {examples.isError ? (
          <ErrorState error={examples.error} onRetry={() => void examples.refetch()} />
        ) : null}
        {failure === null ? null : <ErrorState error={failure} />}
        {examples.isSuccess && all.length === 0 ? <p>{t("setup.noExamples")}</p> : null}
        <div className="dg-picks">
          {all.map((example) => (
            <Pick
              key={example.id}
              example={example}
              on={!left.has(example.id)}
              onToggle={() => toggle(example.id)}
            />
          ))}
        </div>
        {all.some((example) => example.seeded) ? (
          <label className="dg-pick-sample">
            <input
              type="checkbox"
              className="dg-check"
              checked={sample}
              onChange={(event) => setSample(event.target.checked)}
            />
            <span>
              <span>{t("setup.sample")}</span>
              <span className="dg-dense dg-2">{t("setup.sampleHint")}</span>
            </span>
          </label>
        ) : null}
      </div>
      <footer className="dg-setup-foot">
        <Button size="large" type="text" disabled={installing !== null} onClick={onDone}>
          {t("setup.skip")}
        </Button>
        <span className="dg-space" />
        <span role="status" className="dg-dense dg-3">
          {installing === null ? "" : t("setup.installing", { label: installing })}
        </span>
        <Button
          size="large"
          type="primary"
          disabled={chosen.length === 0}
          loading={installing !== null}
          onClick={() => void install()}
        >
          {t("setup.install", { count: chosen.length })}
        </Button>
      </footer>
    </main>
  );
}

function Pick({
  example,
  on,
  onToggle,
}: {
  readonly example: ExampleApp;
  readonly on: boolean;
  onToggle(): void;
}) {
  const { t } = useTranslation();
  return (
    <label className="dg-pick" data-on={on ? "" : undefined}>
      <input type="checkbox" className="dg-check" checked={on} onChange={onToggle} />
      <span className="dg-strong">{example.label}</span>
      <span className="dg-3">
        <DocumentIcon name={example.icon} size={20} />
      </span>
      <span className="dg-pick-text dg-dense dg-2">{example.description}</span>
      <span className="dg-pick-text dg-small dg-3">
        {t("setup.counts", { entities: example.entities, pages: example.pages })}
      </span>
    </label>
  );
}
