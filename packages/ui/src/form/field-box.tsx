import { problemId } from "@dougong/fields/react";
import type { Problem } from "@dougong/model";
import { CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import "./field.css";

interface FieldBoxProps {
  /** Of the control. */
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly problems: readonly Problem[];
  readonly warnings?: readonly Problem[];
  readonly help: string | null;
  /** Columns of the grid that it takes. */
  readonly width?: number | null;
  readonly wide?: boolean;
  /** The control. */
  readonly children: ReactNode;
}

/** Label, control, and below it what is wrong or what helps. */
export function FieldBox(props: FieldBoxProps) {
  const { id, problems, warnings = [], help, width = null } = props;
  return (
    <div
      className="dg-field"
      style={width === null ? undefined : { gridColumn: `span ${width}` }}
      data-wide={props.wide === true ? "" : undefined}
    >
      <div className="dg-field-label">
        <label htmlFor={id}>{props.label}</label>
        {props.required ? (
          <span className="dg-star" aria-hidden="true">
            *
          </span>
        ) : null}
      </div>
      {props.children}
      {problems.length === 0 ? null : (
        <div id={problemId(id)}>
          {[...new Set(problems.map((problem) => problem.message ?? problem.code))].map((sentence) => (
            <div key={sentence} className="dg-field-problem">
              <CircleX size={14} aria-hidden="true" />
              <span>{sentence}</span>
            </div>
          ))}
        </div>
      )}
      {warnings.map((warning) => (
        <div key={warning.message} className="dg-field-warning">
          <TriangleAlert size={14} aria-hidden="true" />
          <span>{warning.message}</span>
        </div>
      ))}
      {problems.length === 0 && help !== null ? <div className="dg-field-help">{help}</div> : null}
    </div>
  );
}
