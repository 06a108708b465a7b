import type { Entity } from "@dougong/fields";
import { useMemo } from "react";
import { useDesign } from "../design/design-context.tsx";
import { viewsOf } from "../design/documents.ts";
import { relationsTo } from "./relations.ts";
import { ShortList } from "./short-list.tsx";

/** What points to a record, kind by kind. */
export function RelatedLists({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const { catalogue } = useDesign();
  const relations = useMemo(() => relationsTo(catalogue, entity), [catalogue, entity]);
  return relations.map((relation) => (
    <ShortList
      key={`${relation.entity.id}.${relation.field.id}`}
      label={relation.label}
      entity={relation.entity}
      view={viewsOf(catalogue, relation.entity)[0]}
      condition={{ path: relation.field.id, operator: "==", value: id }}
    />
  ));
}
