import type { CompiledAction } from "@dougong/fields";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { useToast } from "../toast/toast.tsx";
import { ActionDialog } from "./action-dialog.tsx";
import type { ActionTarget } from "./use-action-run.ts";

interface ActionButtonsProps {
  readonly target: ActionTarget;
  /** Name of the record, for what is told afterwards. */
  readonly title: string;
}

/** What the entity's documents let one do with a record, as far as it is possible now. Each is confirmed before it is done. */
export function ActionButtons({ target, title }: ActionButtonsProps) {
  const { t } = useTranslation();
  const { queries } = useApi();
  const toast = useToast();
  const [asked, setAsked] = useState<CompiledAction | null>(null);
  const { entity, id } = target;
  const known = [...entity.actions.values()].filter((action) => action.on === "one");
  const offered = useQuery({ ...queries.actions(entity.id, id), enabled: known.length > 0 });
  const allowed = known.filter((action) =>
    offered.data?.some((each) => each.id === action.id && each.allowed),
  );
  return (
    <>
      {allowed.map((action) => (
        <Button
          key={action.id}
          type={action.document.style === "primary" ? "primary" : "default"}
          danger={action.document.style === "danger"}
          onClick={() => setAsked(action)}
        >
          {action.label}
        </Button>
      ))}
      {asked === null ? null : (
        <ActionDialog
          target={target}
          action={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            toast({ text: t("record.actionDone", { label: asked.label, title }) });
          }}
        />
      )}
    </>
  );
}
