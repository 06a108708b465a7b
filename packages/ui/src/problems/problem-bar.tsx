import type { Problem } from "@dougong/model";
import { CircleX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import "./problems.css";

interface ProblemBarProps {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** What a path is called: the field's label. */
  nameOf(path: string): string;
  onJump(path: string): void;
}

/** Counts what stops the record, names each place, and jumps there; F8 goes on to the next. */
export function ProblemBar({ problems, warnings, nameOf, onJump }: ProblemBarProps) {
  const { t } = useTranslation();
  const count = problems.length;
  if (count === 0 && warnings.length === 0) return null;
  return (
    <div
      className={`dg-alert ${count > 0 ? "dg-alert-danger" : "dg-alert-warn"} dg-problem-bar`}
      role={count > 0 ? "alert" : "status"}
    >
      {count > 0 ? <CircleX size={16} aria-hidden="true" /> : <TriangleAlert size={16} aria-hidden="true" />}
      <div className="dg-fill">
        {count > 0 ? <b>{t("form.problems", { count })}</b> : null}
        {places(problems).map((problem) => (
          <Place
            key={`${problem.path} ${problem.message}`}
            problem={problem}
            nameOf={nameOf}
            onJump={onJump}
          />
        ))}
        {warnings.length > 0 ? <b>{t("form.warnings", { count: warnings.length })}</b> : null}
        {places(warnings).map((problem) => (
          <Place
            key={`${problem.path} ${problem.message}`}
            problem={problem}
            nameOf={nameOf}
            onJump={onJump}
          />
        ))}
      </div>
      {count > 0 ? (
        <span className="dg-row dg-g4 dg-2 dg-keys">
          <kbd className="dg-kbd">F8</kbd>
          {t("form.next")}
        </span>
      ) : null}
    </div>
  );
}

const shownPlaces = 8;

/** Each place once; faults of the whole record say their sentence. */
function places(problems: readonly Problem[]): readonly Problem[] {
  const first = (problem: Problem, index: number) =>
    problem.path === "" || problems.findIndex((each) => each.path === problem.path) === index;
  return problems.filter(first).slice(0, shownPlaces);
}

function Place({
  problem,
  nameOf,
  onJump,
}: {
  readonly problem: Problem;
  nameOf(path: string): string;
  onJump(path: string): void;
}) {
  if (problem.path === "") return <span>{problem.message}</span>;
  return (
    <button type="button" className="dg-link" title={problem.message} onClick={() => onJump(problem.path)}>
      {nameOf(problem.path)}
    </button>
  );
}
