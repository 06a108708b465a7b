import { type Fragment, lowerCondition, parameter, sql } from "@dougong/expression";
import { fullAccess } from "../../query/access/entity-access.ts";
import { columnAlias } from "../../query/lower/alias.ts";
import { createFrame } from "../../query/lower/create-frame.ts";
import { environmentAt } from "../../query/lower/environment.ts";
import { rootAt } from "../../query/lower/place.ts";
import { columnOf } from "../../query/lower/table.ts";
import { columnType } from "../../schema/tables/sql-type.ts";
import type { FlightStatement } from "../flight/statement.ts";
import { type RecordTables, storageOf, tableOf, textOf } from "../statements/columns.ts";
import { raise } from "../statements/raise.ts";
import type { RecordValues } from "../steps/write.ts";
import type { Choice, NewReference } from "./references.ts";

/** Refuses with `reference_not_found` what a reference's `where` does not let be chosen, over the records as held. */
export function checkChoices(
  tables: RecordTables,
  references: readonly NewReference[],
): readonly FlightStatement[] {
  return references.flatMap((one) =>
    one.choice === undefined
      ? []
      : [raise(tables.schema, "reference_not_found", fits(tables, one, one.choice))],
  );
}

/** True where the record that a reference names is among its options. It is asked as the platform reads. */
export function fits(tables: RecordTables, { target, id }: NewReference, choice: Choice): Fragment {
  const entity = tables.catalogue.entities.get(target);
  if (entity === undefined) throw new RangeError(`${target} is no entity of this catalogue`);
  const { actor, catalogue, settings } = choice.write.context;
  const frame = createFrame(tables, { actor, catalogue, settings }, fullAccess, {
    now: choice.write.now,
    timeZone: settings.timeZone,
  });
  const root = rootAt(frame, entity, frame.nextAlias());
  const base = environmentAt(frame, root.facts());
  const condition = lowerCondition(choice.where, {
    ...base,
    path(from, steps, rows) {
      const values = from.at === "root" ? choice.roots[from.name] : undefined;
      const [step] = steps;
      if (values === undefined || step === undefined) return base.path(from, steps, rows);
      return chooserValue(tables, step.entity, step.name, columnType(step.type), values);
    },
  });
  return sql`exists (select 1 from ${tableOf(tables, entity)} as ${columnAlias(root.alias)}${root.joins()} where ${columnOf(root.alias, "id")} = ${parameter(id, "uuid")} and ${condition})`;
}

/** What the record that chooses will hold, as its column would. */
function chooserValue(
  tables: RecordTables,
  entityId: string | null,
  name: string,
  type: string,
  values: RecordValues,
): Fragment {
  const field = entityId === null ? undefined : tables.catalogue.entities.get(entityId)?.fields.get(name);
  if (field === undefined) return [parameter(textOf(values[name]), type.replace(/ collate .*/, ""))];
  return [storageOf(tables, field).parameter(values[name] ?? null, field.document)];
}
