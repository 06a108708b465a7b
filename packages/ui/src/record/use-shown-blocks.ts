import type { Entity } from "@dougong/fields";
import { conditionHolds, pageConditions } from "@dougong/forms";
import type { JsonObject, PageDocument } from "@dougong/model";
import { useMemo } from "react";
import { useDesign } from "../design/design-context.tsx";
import { toValue } from "../design/path-field.ts";

/** The blocks of a record's page whose condition holds for it. */
export function useShownBlocks(
  page: PageDocument,
  entity: Entity,
  record: JsonObject,
): readonly JsonObject[] {
  const { catalogue, timeZone, user } = useDesign();
  const conditions = useMemo(
    () => pageConditions(page, catalogue, entity.app),
    [page, catalogue, entity.app],
  );
  const environment = {
    record: {},
    now: new Date().toISOString(),
    timeZone,
    roots: {
      record: toValue(record) ?? null,
      user: { id: user.id, email: user.email, roles: [...user.roles] },
    },
  };
  return page.blocks.filter((_, index) => conditionHolds(conditions[index] ?? null, environment));
}
