import { CircleX } from "lucide-react";
import { type InputHTMLAttributes, useId } from "react";
import "../form/field.css";

interface SetupFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  readonly problem: string | undefined;
}

/** A labelled input of the setup with its hint or its problem. */
export function SetupField({ label, hint, problem, ...input }: SetupFieldProps) {
  const id = useId();
  return (
    <div className="dg-field">
      <div className="dg-field-label">
        <label htmlFor={id}>{label}</label>
        <span className="dg-star" aria-hidden="true">
          *
        </span>
      </div>
      <input
        id={id}
        className="dg-input"
        aria-required
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined && hint === undefined ? undefined : `${id}-note`}
        {...input}
      />
      {problem !== undefined ? (
        <div id={`${id}-note`} className="dg-field-problem">
          <CircleX size={14} aria-hidden="true" />
          {problem}
        </div>
      ) : hint === undefined ? null : (
        <div id={`${id}-note`} className="dg-field-help">
          {hint}
        </div>
      )}
    </div>
  );
}
