import { deleteRecord, restoreRecord } from "@dougong/client";
import type { Entity } from "@dougong/fields";
import { addresses, Dialog, ErrorState, useApi, useMedia, useNavigation, useToast } from "@dougong/ui";
import { ActionButtons } from "@dougong/ui/record";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface RecordActionsProps {
  readonly entity: Entity;
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly listHref: string;
}

/** What can be done with a record as a whole. */
export function RecordActions({ entity, id, version, title, listHref }: RecordActionsProps) {
  const { t } = useTranslation();
  const { client } = useApi();
  const phone = useMedia("(max-width: 767px)");
  const { navigate } = useNavigation();
  const cache = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const fresh = () => cache.invalidateQueries({ queryKey: ["records"] });
  const remove = useMutation({
    mutationFn: () => deleteRecord(client, entity.id, id, version),
    onSuccess: async () => {
      navigate(listHref, { replace: true });
      await fresh();
      toast({
        text: t("form.deleted", { title }),
        action: { label: t("action.undo"), run: () => void restoreRecord(client, entity.id, id).then(fresh) },
      });
    },
  });
  if (entity.owner !== null) return null;
  const own = <ActionButtons target={{ entity, id, version }} title={title} />;
  if (entity.document.write === "flows") return own;
  // One primary button: an action that the document calls so comes before editing.
  const hasPrimary = [...entity.actions.values()].some(({ document }) => document.style === "primary");
  return (
    <>
      {phone ? <div className="dg-record-own">{own}</div> : own}
      <Button type={phone ? "default" : "text"} icon={<Trash2 size={16} />} onClick={() => setAsking(true)}>
        {t("action.delete")}
      </Button>
      <Button
        type={hasPrimary ? "default" : "primary"}
        icon={<Pencil size={16} />}
        onClick={() => navigate(addresses.edit(entity.id, id))}
      >
        {t("action.edit")}
      </Button>
      {asking ? (
        <Dialog
          title={t("form.deleteTitle", { title })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t("action.cancel")}</Button>
              <Button type="primary" danger loading={remove.isPending} onClick={() => remove.mutate()}>
                {t("action.delete")}
              </Button>
            </>
          }
        >
          <p>{entity.document.trash === false ? null : t("form.deleteText")}</p>
          {remove.isError ? <ErrorState error={remove.error} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
