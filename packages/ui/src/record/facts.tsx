import type { Field } from "@dougong/fields";
import { isEmpty } from "@dougong/fields/react";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument } from "../design/path-field.ts";
import type { RowValues } from "../line-grid/line-grid.tsx";
import { ReferenceLink } from "./reference-link.tsx";

interface FactsProps {
  readonly items: readonly { readonly id: string; readonly label: string; readonly field: Field }[];
  readonly columns: number;
  readonly values: RowValues;
}

/** Names and values of a record. What is empty keeps its place in the grid of a desk, and none on a phone. */
export function Facts({ items, columns, values }: FactsProps) {
  return (
    <dl className="dg-facts" data-columns={columns}>
      {items.map(({ id, label, field }) => (
        <div
          key={id}
          data-wide={field.document.type === "long_text" ? "" : undefined}
          data-empty={isEmpty(values[id]) ? "" : undefined}
        >
          <dt>{label}</dt>
          <dd>
            <ReferenceLink field={field} value={values[id]}>
              <ValueCell field={resolvedDocument(field)} value={values[id]} />
            </ReferenceLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}
