import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import "./dialog.css";

interface DialogProps {
  readonly title: string;
  /** Stands under the title. */
  readonly lead?: string;
  readonly footer?: ReactNode;
  /** `drawer` comes from the right and is 668 wide. */
  readonly shape?: "box" | "drawer";
  /** Undefined: it cannot be closed without an answer. */
  onClose?: () => void;
  readonly children?: ReactNode;
}

/** A modal dialog: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, lead, footer, shape = "box", onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={`dg-dialog dg-dialog-${shape}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className="dg-dialog-head">
        <div className="dg-fill">
          <h2 id={titleId}>{title}</h2>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
        {onClose === undefined ? null : (
          <button type="button" className="dg-icon-button" aria-label={t("action.close")} onClick={onClose}>
            <X size={16} aria-hidden="true" />
          </button>
        )}
      </header>
      <div className="dg-dialog-body">{children}</div>
      {footer === undefined ? null : <footer className="dg-dialog-foot">{footer}</footer>}
    </dialog>
  );
}
