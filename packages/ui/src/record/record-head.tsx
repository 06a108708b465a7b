import type { Entity } from "@dougong/fields";
import type { FormLayout } from "@dougong/forms";
import type { JsonObject } from "@dougong/model";
import type { ReactNode } from "react";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument, toValue } from "../design/path-field.ts";
import { sumsSection } from "../form/form-foot.tsx";
import { statusFieldOf } from "./status-field.ts";

interface RecordHeadProps {
  readonly entity: Entity;
  readonly layout: FormLayout;
  readonly title: string;
  readonly record: JsonObject;
  /** Actions. */
  readonly children?: ReactNode;
}

/** A record's name and where it stands; on a phone with the one amount that counts. */
export function RecordHead({ entity, layout, title, record, children }: RecordHeadProps) {
  const status = statusFieldOf(entity);
  const value = status === undefined ? undefined : toValue(record[status.id]);
  const sum = sumsSection(layout)?.items.at(-1);
  return (
    <div className="dg-record-title">
      <h1 className="dg-ellipsis">{title}</h1>
      {status === undefined || value === null || value === undefined ? null : (
        <span className="dg-record-status" title={status.label}>
          <span className="dg-hidden">{status.label}</span>
          <ValueCell field={resolvedDocument(status)} value={value} />
        </span>
      )}
      {sum === undefined ? null : (
        <span className="dg-record-sum dg-phone-only">
          <span className="dg-small dg-3">{sum.label}</span>
          <b>
            <ValueCell field={resolvedDocument(sum.field)} value={toValue(record[sum.id])} />
          </b>
        </span>
      )}
      <span className="dg-space" />
      {children}
    </div>
  );
}
