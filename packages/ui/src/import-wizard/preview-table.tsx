import type { ImportError } from "@dougong/client";
import { Check, CircleHelp, CircleX, Minus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Table } from "./read-table.ts";
import type { Match, Target } from "./targets.ts";

interface PreviewTableProps {
  readonly table: Table;
  readonly targets: readonly Target[];
  readonly matches: readonly (Match | null)[];
  readonly errors: readonly ImportError[];
  onMatch(index: number, path: string): void;
}

const shownRows = 20;

/** The file's columns above, our fields below, then its first rows and every row that the check refused. */
export function PreviewTable({ table, targets, matches, errors, onMatch }: PreviewTableProps) {
  const { t } = useTranslation();
  const numbered = table.rows.map((cells, index) => ({ cells, number: index + 2 }));
  const bad = new Set(errors.map((error) => error.row));
  const shown =
    bad.size === 0
      ? numbered.slice(0, shownRows)
      : numbered.filter((row) => bad.has(row.number)).slice(0, 200);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
    // biome-ignore lint/a11y/useSemanticElements: role and name are what assistive technology reads; the element is styled as a box
    <div className="dg-import-scroll" tabIndex={0} role="region" aria-label={t("import.match")}>
      <table className="dg-import-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="dg-hidden">{t("lines.number")}</span>
            </th>
            {table.header.map((heading, index) => (
              <th
                key={`${heading}-${
                  // biome-ignore lint/suspicious/noArrayIndexKey: these rows have no other identity and never change places
                  index
                }`}
                scope="col"
              >
                <span className="dg-import-heading">
                  <MatchIcon match={matches[index] ?? null} />
                  <span className="dg-ellipsis">{heading}</span>
                </span>
                <select
                  className="dg-input"
                  aria-label={`${heading} → ${t("import.target")}`}
                  data-guessed={matches[index]?.guessed === true ? "" : undefined}
                  value={matches[index]?.path ?? ""}
                  onChange={(event) => onMatch(index, event.target.value)}
                >
                  <option value="">{t("import.skipColumn")}</option>
                  {targets.map((target) => (
                    <option key={target.path} value={target.path}>
                      {target.label}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.number} data-bad={bad.has(row.number) ? "" : undefined}>
              <th scope="row">{row.number}</th>
              {table.header.map((heading, index) => (
                <PreviewCell
                  key={`${heading}-${
                    // biome-ignore lint/suspicious/noArrayIndexKey: these rows have no other identity and never change places
                    index
                  }`}
                  text={row.cells[index] ?? ""}
                  skipped={matches[index] == null}
                  error={errors.find((error) => error.row === row.number && error.column === heading)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PreviewCell({
  text,
  skipped,
  error,
}: {
  readonly text: string;
  readonly skipped: boolean;
  readonly error: ImportError | undefined;
}) {
  return (
    <td
      data-error={error === undefined ? undefined : ""}
      data-skipped={skipped ? "" : undefined}
      title={error?.message ?? text}
    >
      {error === undefined ? null : <CircleX size={14} aria-hidden="true" />}
      {text}
      {error === undefined ? null : <span className="dg-hidden">{error.message}</span>}
    </td>
  );
}

function MatchIcon({ match }: { readonly match: Match | null }) {
  if (match === null) return <Minus size={12} strokeWidth={2} aria-hidden="true" />;
  return match.guessed ? (
    <CircleHelp size={12} strokeWidth={2} className="dg-import-guessed" aria-hidden="true" />
  ) : (
    <Check size={12} strokeWidth={2} className="dg-import-sure" aria-hidden="true" />
  );
}
