import type { ImportResult } from "@dougong/client";
import type { Entity } from "@dougong/fields";
import { Button } from "antd";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileStep } from "./file-step.tsx";
import { MatchStep } from "./match-step.tsx";
import type { Table } from "./read-table.ts";
import { ResultStep } from "./result-step.tsx";
import "./import-wizard.css";

interface ImportWizardProps {
  readonly entity: Entity;
  onLeave(): void;
}

/** A file that was chosen, as it was read. */
export interface ChosenFile {
  readonly file: File;
  readonly table: Table;
}

const steps = ["file", "match", "run"] as const;

/** Rows of a file become records: choose, match and check, import; the bad rows come back with their reasons. */
export function ImportWizard({ entity, onLeave }: ImportWizardProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const at = chosen === null ? 0 : result === null ? 1 : 2;
  const again = () => {
    setChosen(null);
    setResult(null);
  };
  return (
    <div className="dg-import">
      <header className="dg-import-head">
        <h1 className="dg-ellipsis">{t("import.title", { label: entity.label })}</h1>
        <span className="dg-vr dg-wide-only" />
        <ol className="dg-import-steps">
          {steps.map((step, index) => (
            <li
              key={step}
              data-state={index < at ? "done" : index === at ? "current" : "coming"}
              aria-current={index === at ? "step" : undefined}
            >
              <b aria-hidden="true">{index < at ? <Check size={12} strokeWidth={3} /> : index + 1}</b>
              <span>{t(`import.${step}`)}</span>
            </li>
          ))}
        </ol>
        <span className="dg-space" />
        <Button type="text" onClick={onLeave}>
          {t("action.cancel")}
        </Button>
      </header>
      {chosen === null ? <FileStep onChosen={setChosen} /> : null}
      {chosen !== null && result === null ? (
        <MatchStep entity={entity} chosen={chosen} onBack={again} onDone={setResult} />
      ) : null}
      {result === null ? null : <ResultStep result={result} onAgain={again} onLeave={onLeave} />}
    </div>
  );
}
