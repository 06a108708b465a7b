import { fileAddress, type ImportResult } from "@dougong/client";
import { Button } from "antd";
import { CircleCheck, CircleX, Download } from "lucide-react";
import { useTranslation } from "react-i18next";

interface ResultStepProps {
  readonly result: ImportResult;
  onAgain(): void;
  onLeave(): void;
}

const shownErrors = 50;

/** What became of the file; the bad rows can be had back as a file, with their reasons. */
export function ResultStep({ result, onAgain, onLeave }: ResultStepProps) {
  const { t } = useTranslation();
  const good = result.created + result.updated;
  return (
    <div className="dg-import-result">
      {good > 0 || result.failed === 0 ? (
        <CircleCheck size={24} className="dg-import-sure" aria-hidden="true" />
      ) : (
        <CircleX size={24} className="dg-import-bad" aria-hidden="true" />
      )}
      <h2>{good > 0 || result.failed === 0 ? t("import.doneTitle") : t("import.failedTitle")}</h2>
      <p role="status">
        {[
          t("import.created", { count: result.created }),
          ...(result.updated > 0 ? [t("import.updated", { count: result.updated })] : []),
          ...(result.failed > 0 ? [t("import.failed", { count: result.failed })] : []),
        ].join(t("value.comma"))}
      </p>
      <div className="dg-row dg-g8 dg-wrap">
        {result.errorFile === null ? null : (
          <Button
            icon={<Download size={16} />}
            href={fileAddress(result.errorFile)}
            download
            title={t("import.downloadHint")}
          >
            {t("import.download")}
          </Button>
        )}
        <Button onClick={onAgain}>{t("import.again")}</Button>
        <Button type="primary" onClick={onLeave}>
          {t("import.toList")}
        </Button>
      </div>
      {result.errors.length === 0 ? null : (
        <section
          className="dg-import-errors"
          aria-label={t("import.errorsShown", { count: Math.min(shownErrors, result.errors.length) })}
        >
          <h3>{t("import.errorsShown", { count: Math.min(shownErrors, result.errors.length) })}</h3>
          <ul>
            {result.errors.slice(0, shownErrors).map((error, index) => (
              <li
                key={`${error.row}-${error.column}-${
                  // biome-ignore lint/suspicious/noArrayIndexKey: these rows have no other identity and never change places
                  index
                }`}
              >
                <span className="dg-num dg-3">{t("import.line", { row: error.row })}</span>
                <b>{error.column}</b>
                <span className="dg-fill">{error.message}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
