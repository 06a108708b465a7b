import { Button } from "antd";
import { CircleX, FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChosenFile } from "./import-wizard.tsx";
import { readTable } from "./read-table.ts";

/** A file is dropped or chosen, and read on this device to show its columns. */
export function FileStep({ onChosen }: { onChosen(chosen: ChosenFile): void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (/\.xlsx?$/i.test(file.name)) return setProblem(t("import.xlsxLater"));
    try {
      const table = readTable(new Uint8Array(await file.arrayBuffer()));
      if (table.rows.length === 0) return setProblem(t("import.noRows"));
      onChosen({ file, table });
    } catch {
      setProblem(t("import.unreadable"));
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and drops of the control inside pass through here; that control has role and name
    <div
      className="dg-import-drop"
      data-over={over ? "" : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp size={24} aria-hidden="true" />
      <h2>{t("import.dropTitle")}</h2>
      <p className="dg-2">{t("import.dropHint")}</p>
      <Button type="primary" onClick={() => input.current?.click()}>
        {t("import.choose")}
      </Button>
      <input
        ref={input}
        className="dg-hidden"
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={t("import.choose")}
        tabIndex={-1}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      {problem === null ? null : (
        <div className="dg-alert dg-alert-danger" role="alert">
          <CircleX size={16} aria-hidden="true" />
          {problem}
        </div>
      )}
    </div>
  );
}
