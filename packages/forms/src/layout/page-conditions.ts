import type { CheckContext, Checked } from "@dougong/expression";
import { type Catalogue, type Entity, recordName } from "@dougong/fields";
import { type PageDocument, pointer } from "@dougong/model";
import { conditionAt, entityNamed, startCheck } from "../checks/reporter.ts";

/** A page has no record of its own under bare names: its record is `$record`. */
export function pageContext(entity: Entity | undefined): CheckContext {
  const scope = { entity: null, resolve: () => undefined, names: () => [] };
  return { scope, ...(entity === undefined ? {} : { roots: { record: recordName(entity) } }) };
}

/** When each block of a page is shown, by the block's place; null is always. Faults are told by `checkPage`. */
export function pageConditions(
  page: PageDocument,
  catalogue: Catalogue,
  app: string,
): readonly (Checked | null)[] {
  const check = startCheck(catalogue, app);
  const entity = page.entity === undefined ? undefined : entityNamed(check, page.entity, "/entity");
  const context = pageContext(entity);
  return page.blocks.map((block, index) =>
    conditionAt(check, block["when"], pointer("blocks", index, "when"), context, { local: true }),
  );
}
