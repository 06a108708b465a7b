import { ApiProblem, ConnectionProblem } from "@dougong/client";
import { PendingTextsProvider } from "@dougong/fields/react";
import type { FormLayout } from "@dougong/forms";
import type { JsonObject } from "@dougong/model";
import { Button } from "antd";
import { CircleDot, CloudOff, History, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesign } from "../design/design-context.tsx";
import { Dialog } from "../dialog/dialog.tsx";
import { pathLabel } from "../problems/path-label.ts";
import { ProblemBar } from "../problems/problem-bar.tsx";
import { useMedia } from "../theme/theme-provider.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { Draft } from "./draft.ts";
import { FormBody } from "./form-body.tsx";
import { type FieldsSection, MainSum, Sums, sumsSection } from "./form-foot.tsx";
import { useFormKeys } from "./use-form-keys.ts";
import { type RecordForm as FormModel, type OpenedRecord, useRecordForm } from "./use-record-form.ts";
import "./form.css";

export interface RecordFormProps {
  readonly title: string;
  readonly layout: FormLayout;
  readonly opened: OpenedRecord | null;
  readonly preset?: Draft;
  onSaved(record: JsonObject): void;
  onCancel(): void;
}

/** A record being entered: the title with its state, the sections, and a foot with problems, sums and actions. */
export function RecordForm(props: RecordFormProps) {
  const { layout, opened } = props;
  const { catalogue } = useDesign();
  const formId = useId();
  const form = useRecordForm({
    entity: layout.entity,
    layout,
    opened,
    onSaved: props.onSaved,
    ...(props.preset === undefined ? {} : { preset: props.preset }),
  });
  const phone = useMedia("(max-width: 767px)");
  const sums = sumsSection(layout);
  const [leaving, setLeaving] = useState(false);
  const cancel = () => (form.dirty ? setLeaving(true) : props.onCancel());
  const keys = useFormKeys(form, layout, formId, cancel);
  useLeaveWarning(form);
  return (
    <PendingTextsProvider texts={form.texts}>
      <form
        ref={keys.root}
        className="dg-form"
        noValidate
        onKeyDown={keys.onKeyDown}
        onSubmit={keys.onSubmit}
      >
        <FormHead title={props.title} form={form} onCancel={cancel} />
        <div className="dg-form-scroll">
          <FormNotes form={form} />
          <ProblemBar
            problems={form.shown}
            warnings={form.state.warnings}
            nameOf={(path) => pathLabel(catalogue, layout.entity, path)}
            onJump={keys.jump}
          />
          <FormBody
            form={form}
            layout={layout}
            formId={formId}
            sums={sums}
            sumsInFoot={!phone}
            autoFocus={opened === null}
            tab={keys.tab}
            onTab={keys.setTab}
          />
        </div>
        <FormFoot form={form} sums={sums} formId={formId} onCancel={cancel} />
        {leaving ? (
          <LeaveDialog
            onStay={() => setLeaving(false)}
            onLeave={() => {
              form.discard();
              props.onCancel();
            }}
          />
        ) : null}
        {form.conflict === null ? null : (
          <ConflictDialog
            entity={layout.entity}
            {...form.conflict}
            baseVersion={opened?.version ?? 0}
            saving={form.saving}
            onMerge={(patch) => void form.merge(patch)}
            onClose={form.leaveConflict}
          />
        )}
      </form>
    </PendingTextsProvider>
  );
}

interface FormFootProps {
  readonly form: FormModel;
  readonly sums: FieldsSection | null;
  readonly formId: string;
  onCancel(): void;
}

function FormFoot({ form, sums, formId, onCancel }: FormFootProps) {
  const { t } = useTranslation();
  const phone = useMedia("(max-width: 767px)");
  return (
    <footer className="dg-form-foot">
      {sums === null ? null : phone ? (
        <MainSum form={form} section={sums} />
      ) : (
        <Sums form={form} section={sums} formId={formId} />
      )}
      <div className="dg-form-actions">
        <Button onClick={onCancel}>{t("action.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={form.saving}>
          {t("action.save")}
        </Button>
      </div>
    </footer>
  );
}

function FormHead({
  title,
  form,
  onCancel,
}: {
  readonly title: string;
  readonly form: FormModel;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  return (
    <header className="dg-form-head">
      <button
        type="button"
        className="dg-icon-button dg-phone-only"
        aria-label={t("action.cancel")}
        onClick={onCancel}
      >
        <X size={20} aria-hidden="true" />
      </button>
      <h1 className="dg-ellipsis">{title}</h1>
      {form.dirty ? (
        <span className="dg-tag dg-tag-warn">
          <CircleDot size={12} strokeWidth={2} aria-hidden="true" />
          {form.saving ? t("form.saving") : t("form.unsaved")}
        </span>
      ) : null}
      {form.keptAt === null ? null : (
        <span className="dg-small dg-3 dg-wide-only dg-num">
          {t("form.keptAt", { time: clock(form.keptAt) })}
        </span>
      )}
      <span className="dg-space" />
      <span className="dg-row dg-g8 dg-wide-only">
        <Button type="text" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button type="primary" htmlType="submit" loading={form.saving}>
          {t("action.save")}
        </Button>
        <kbd className="dg-kbd">Ctrl S</kbd>
      </span>
    </header>
  );
}

function LeaveDialog({ onStay, onLeave }: { onStay(): void; onLeave(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t("form.leaveTitle")}
      onClose={onStay}
      footer={
        <>
          <Button danger onClick={onLeave}>
            {t("action.discard")}
          </Button>
          <Button type="primary" onClick={onStay}>
            {t("form.stay")}
          </Button>
        </>
      }
    >
      <p>{t("form.leaveText")}</p>
    </Dialog>
  );
}

/** What is to be known before going on: an earlier draft, a failed attempt. */
function FormNotes({ form }: { readonly form: FormModel }) {
  const { t } = useTranslation();
  const { failure } = form;
  const sentence =
    failure instanceof ConnectionProblem
      ? `${t("state.errorOffline")}. ${t("state.errorOfflineHint")}`
      : failure instanceof ApiProblem
        ? failure.title
        : failure === null
          ? null
          : String(failure);
  return (
    <>
      {form.restored ? (
        <div className="dg-alert dg-alert-info">
          <History size={16} aria-hidden="true" />
          <span className="dg-fill">{t("form.restored")}</span>
          <button type="button" className="dg-link" onClick={form.discard}>
            {t("form.restoreDiscard")}
          </button>
        </div>
      ) : null}
      {sentence === null ? null : (
        <div className="dg-alert dg-alert-danger" role="alert">
          <CloudOff size={16} aria-hidden="true" />
          <span>{sentence}</span>
        </div>
      )}
    </>
  );
}

function clock(instant: string): string {
  const at = new Date(instant);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

/** The browser asks before the tab is closed with something unsaved that this device could not keep. */
function useLeaveWarning(form: FormModel): void {
  const { dirty, keptAt } = form;
  useEffect(() => {
    if (!dirty || keptAt !== null) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty, keptAt]);
}
