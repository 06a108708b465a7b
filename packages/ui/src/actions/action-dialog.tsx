import { ApiProblem } from "@dougong/client";
import type { CompiledAction, Field } from "@dougong/fields";
import { fieldReactOf, PendingTextsProvider } from "@dougong/fields/react";
import type { JsonObject } from "@dougong/model";
import { Button } from "antd";
import { CircleX } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { resolvedDocument } from "../design/path-field.ts";
import { Dialog } from "../dialog/dialog.tsx";
import { FieldBox } from "../form/field-box.tsx";
import { problemsAt } from "../problems/sentences.ts";
import { ErrorState } from "../states/states.tsx";
import { type ActionTarget, useActionRun } from "./use-action-run.ts";

interface ActionDialogProps {
  readonly target: ActionTarget;
  readonly action: CompiledAction;
  onDone(record: JsonObject): void;
  onClose(): void;
}

/** Asks what an action needs to know, and does it. What is wrong stands at its field. */
export function ActionDialog({ target, action, onDone, onClose }: ActionDialogProps) {
  const { t } = useTranslation();
  const formId = useId();
  const run = useActionRun(target, action, onDone);
  const { confirm, style } = action.document;
  return (
    <Dialog
      title={action.label}
      {...(typeof confirm === "string" ? { lead: confirm } : {})}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            type="primary"
            danger={style === "danger"}
            htmlType="submit"
            form={formId}
            loading={run.running}
          >
            {action.label}
          </Button>
        </>
      }
    >
      <PendingTextsProvider texts={run.texts}>
        <form
          id={formId}
          noValidate
          className="dg-form-grid"
          onSubmit={(event) => {
            event.preventDefault();
            void run.run();
          }}
        >
          {[...action.input.values()].map((field, index) => (
            <ActionField
              key={field.id}
              id={`${formId}-${field.id}`}
              field={field}
              run={run}
              autoFocus={index === 0}
            />
          ))}
          {run.failure === null ? null : <Refusal failure={run.failure} />}
        </form>
      </PendingTextsProvider>
    </Dialog>
  );
}

interface ActionFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly run: ReturnType<typeof useActionRun>;
  readonly autoFocus: boolean;
}

function ActionField({ id, field, run, autoFocus }: ActionFieldProps) {
  const { Widget } = fieldReactOf(field.document.type);
  const required = field.document.required === true;
  const problems = problemsAt(run.problems, `/input/${field.id}`);
  return (
    <FieldBox
      id={id}
      label={field.label}
      required={required}
      problems={problems}
      help={field.document.help ?? null}
    >
      <Widget
        id={id}
        field={resolvedDocument(field)}
        label={field.label}
        value={run.input[field.id]}
        onChange={(value) => run.change(field.id, value)}
        required={required}
        readOnly={false}
        problems={problems}
        autoFocus={autoFocus}
      />
    </FieldBox>
  );
}

/** Why it was not done: in the server's words, which are the person's language. */
function Refusal({ failure }: { readonly failure: unknown }) {
  if (!(failure instanceof ApiProblem)) return <ErrorState error={failure} />;
  const sentences = failure.items.map((item) => item.message);
  return (
    <div className="dg-alert dg-alert-danger" role="alert">
      <CircleX size={16} aria-hidden="true" />
      <span>{sentences.length === 0 ? failure.title : sentences.join(" ")}</span>
    </div>
  );
}
