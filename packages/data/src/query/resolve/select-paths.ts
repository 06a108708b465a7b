import type { Catalogue, Entity } from "@dougong/fields";
import { type Problem, pointer } from "@dougong/model";
import type { Access } from "../access/entity-access.ts";
import { type RecordField, recordField, systemFieldIds } from "./record-field.ts";
import type { Selection, SelectionMember } from "./selection.ts";
import { unknownField } from "./unknown-field.ts";

/** Relations that a path of `select` or `expand` may pass. */
export const maxDepth = 3;

/** Names wanted of one record while the paths are being read. */
interface Wanted {
  all: boolean;
  readonly members: Map<string, Wanted>;
}

interface View {
  readonly catalogue: Catalogue;
  readonly access: Access;
}

/**
 * Reads `select` and `expand` into one tree. Without `select` it is `*`; `expand=customer` adds `customer.*`.
 * A dotted path goes through references and lines, at most three of them.
 */
export function resolveSelection(
  view: View,
  entity: Entity,
  select: readonly string[] | undefined,
  expand: readonly string[] | undefined,
): { readonly selection: Selection; readonly problems: readonly Problem[] } {
  const wanted: Wanted = { all: false, members: new Map() };
  const problems: Problem[] = [];
  const read = (paths: readonly string[], member: string, suffix: readonly string[]) => {
    paths.forEach((path, index) => {
      const problem = want(view, entity, wanted, [...path.split("."), ...suffix], pointer(member, index));
      if (problem !== undefined) problems.push(problem);
    });
  };
  read(select ?? ["*"], "select", []);
  read(expand ?? [], "expand", ["*"]);
  return { selection: selectionOf(view, entity, wanted, "record"), problems };
}

function want(
  view: View,
  from: Entity,
  into: Wanted,
  names: readonly string[],
  at: string,
): Problem | undefined {
  if (names.length > maxDepth + 1)
    return { code: "too_deep", path: at, params: { max: maxDepth }, got: names.join(".") };
  let entity = from;
  let wanted = into;
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1;
    if (last && name === "*") {
      wanted.all = true;
      return undefined;
    }
    const field = visibleField(view, entity, name);
    if (field === undefined && !(last && name === "$label"))
      return unknownField(at, name, visibleNames(view, entity));
    const next = wanted.members.get(name) ?? { all: false, members: new Map<string, Wanted>() };
    wanted.members.set(name, next);
    if (last) {
      // Rows named without a path of their own are shown whole.
      if (field?.kind === "lines") next.all = true;
      return undefined;
    }
    const target =
      field?.to === null || field?.to === undefined ? undefined : view.catalogue.entities.get(field.to);
    if (target === undefined)
      return { code: "type_mismatch", path: at, params: { label: name }, expected: "reference", got: name };
    entity = target;
    wanted = next;
  }
  return undefined;
}

/** A field that the reader may see, by name. */
export function visibleField(view: View, entity: Entity, name: string): RecordField | undefined {
  const field = recordField(entity, name);
  return field === undefined || (!field.system && view.access.of(entity).field(name) === "none")
    ? undefined
    : field;
}

function visibleNames(view: View, entity: Entity): readonly string[] {
  const own = [...entity.fields.keys()].filter((id) => view.access.of(entity).field(id) !== "none");
  return [...own, ...systemFieldIds(entity), "$label"];
}

/** `record`: read at its own address; `reference`: an object in a reference's place; `row`: inside its owner. */
type Place = "record" | "reference" | "row";

function selectionOf(view: View, entity: Entity, wanted: Wanted, place: Place): Selection {
  const names = new Set<string>(["id", ...(place === "reference" ? ["$label"] : [])]);
  if (wanted.all) for (const name of allNames(view, entity, place)) names.add(name);
  for (const name of wanted.members.keys()) names.add(name);
  const members = [...names].flatMap((name) => memberOf(view, entity, name, wanted));
  return { entity, members };
}

function allNames(view: View, entity: Entity, place: Place): readonly string[] {
  const fields = [...entity.fields.keys()].filter((id) => visibleField(view, entity, id) !== undefined);
  if (place === "row") return fields;
  return [...(entity.owner === null ? [] : ["$parent"]), ...fields, ...systemFieldIds(entity)];
}

function memberOf(view: View, entity: Entity, name: string, wanted: Wanted): readonly SelectionMember[] {
  if (name === "$label") return [{ show: "label" }];
  const field = visibleField(view, entity, name);
  if (field === undefined) return [];
  const own = wanted.members.get(name);
  const target = field.to === null ? undefined : view.catalogue.entities.get(field.to);
  if (field.kind === "lines") {
    if (target === undefined) return [];
    const rows = own ?? { all: true, members: new Map<string, Wanted>() };
    return [
      {
        show: "rows",
        field,
        selection: selectionOf(view, target, wanted.all ? { ...rows, all: true } : rows, "row"),
      },
    ];
  }
  const opens = own !== undefined && (own.all || own.members.size > 0);
  if (target !== undefined && own !== undefined && opens && field.kind !== "plain") {
    const show = field.kind === "references" ? "records" : "record";
    return [{ show, field, selection: selectionOf(view, target, own, "reference") }];
  }
  return [{ show: "value", field }];
}
