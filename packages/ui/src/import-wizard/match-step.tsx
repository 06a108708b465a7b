import type { ImportOptions, ImportResult } from "@dougong/client";
import type { Entity } from "@dougong/fields";
import { Button } from "antd";
import { CircleX } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesign } from "../design/design-context.tsx";
import { CheckPane } from "./check-pane.tsx";
import type { ChosenFile } from "./import-wizard.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { type Match, matchColumns, targetsOf } from "./targets.ts";
import { useImport } from "./use-import.ts";

interface MatchStepProps {
  readonly entity: Entity;
  readonly chosen: ChosenFile;
  onBack(): void;
  onDone(result: ImportResult): void;
}

/** Which column fills which field, how faults are met, what a check says; then the import. */
export function MatchStep({ entity, chosen, onBack, onDone }: MatchStepProps) {
  const { t } = useTranslation();
  const { catalogue } = useDesign();
  const { file, table } = chosen;
  const targets = useMemo(() => targetsOf(catalogue, entity), [catalogue, entity]);
  const [matches, setMatches] = useState<readonly (Match | null)[]>(() =>
    matchColumns(table.header, targets),
  );
  const [settings, setSettings] = useState<{
    readonly onError: "skip" | "stop";
    readonly dateFormat: string;
  }>({ onError: "skip", dateFormat: "ymd" });
  const [checked, setChecked] = useState<ImportResult | null>(null);
  const job = useImport();
  const filled = new Set(
    matches.flatMap((match) =>
      match === null ? [] : [targets.find((target) => target.path === match.path)?.field.id],
    ),
  );
  const missing = targets.filter(
    (target, index) =>
      target.required &&
      !filled.has(target.field.id) &&
      targets.findIndex((each) => each.field === target.field) === index,
  );
  const options = (): ImportOptions => ({
    entity: entity.id,
    format: "csv",
    mode: "create",
    mapping: Object.fromEntries(
      table.header.flatMap((heading, index) =>
        matches[index] == null ? [] : [[heading, matches[index].path]],
      ),
    ),
    onError: settings.onError,
    dateFormat: settings.dateFormat,
    delimiter: table.delimiter,
  });
  const check = async () => setChecked(await job.run(file, { ...options(), onError: "skip" }, true));
  const start = async () => {
    const result = await job.run(file, options(), false);
    if (result !== null) onDone(result);
  };
  const ready = filled.size > 0 && missing.length === 0 && job.progress === null;
  const count =
    checked === null ? table.rows.length : settings.onError === "skip" ? checked.created : table.rows.length;
  return (
    <>
      <div className="dg-import-body">
        <div className="dg-import-main">
          <div className="dg-import-file">
            <b className="dg-ellipsis">{file.name}</b>
            <span className="dg-2 dg-num">
              {t("import.rows", {
                rows: table.rows.length.toLocaleString("en"),
                columns: table.header.length,
              })}
            </span>
            <button type="button" className="dg-link" onClick={onBack}>
              {t("import.change")}
            </button>
            <span className="dg-space" />
            <span className="dg-2 dg-wide-only">
              {t("import.matched", { count: filled.size })} ·{" "}
              {t("import.skipped", { count: matches.filter((match) => match === null).length })}
            </span>
          </div>
          <PreviewTable
            table={table}
            targets={targets}
            matches={matches}
            errors={checked?.errors ?? []}
            onMatch={(index, path) => {
              setChecked(null);
              setMatches(
                matches.map((match, at) =>
                  at === index
                    ? path === ""
                      ? null
                      : { path, guessed: false }
                    : match?.path === path && path !== ""
                      ? null
                      : match,
                ),
              );
            }}
          />
        </div>
        <CheckPane settings={settings} onSettings={setSettings} checked={checked} rows={table.rows.length} />
      </div>
      <footer className="dg-import-foot">
        <div className="dg-fill" role="status">
          {[
            ...missing.map((target) => t("import.requiredMissing", { label: target.field.label })),
            ...job.failure,
          ].map((sentence) => (
            <span key={sentence} className="dg-field-problem">
              <CircleX size={14} aria-hidden="true" />
              {sentence}
            </span>
          ))}
          {job.progress === null ? null : t("import.progress", { percent: Math.round(job.progress * 100) })}
        </div>
        <Button disabled={!ready} onClick={() => void check()}>
          {t("import.check")}
        </Button>
        <Button
          type="primary"
          disabled={!ready || count === 0}
          loading={job.progress !== null}
          onClick={() => void start()}
        >
          {t("import.start", { count })}
        </Button>
      </footer>
    </>
  );
}
