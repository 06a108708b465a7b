import type { Catalogue, Entity, Field } from "@dougong/fields";

/** Words for a JSON Pointer of a record: `/lines/2/qty` is "订单明细 3 · 数量". */
export function pathLabel(catalogue: Catalogue, entity: Entity, path: string): string {
  const [name = "", index, ...rest] = path.split("/").slice(1);
  const field: Field | undefined = entity.fields.get(name);
  if (field === undefined) return name;
  if (index === undefined || field.to === null || field.type.kind !== "rows") return field.label;
  const rows = catalogue.entities.get(field.to);
  const inner = rest[0] === undefined ? undefined : rows?.fields.get(rest[0])?.label;
  const row = /^\d+$/.test(index) ? `${field.label} ${Number(index) + 1}` : field.label;
  return inner === undefined ? row : `${row} · ${inner}`;
}
