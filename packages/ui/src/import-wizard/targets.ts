import type { Catalogue, Entity, Field } from "@dougong/fields";

/** What a column of the file can fill. */
export interface Target {
  /** Field, or a field of the record that a reference points to: `customer.name`. */
  readonly path: string;
  readonly label: string;
  readonly field: Field;
  readonly required: boolean;
}

/** A field of the entity, or for a reference the facts that name a record: its title and what is searched. */
export function targetsOf(catalogue: Catalogue, entity: Entity): readonly Target[] {
  return [...entity.fields.values()].flatMap((field): Target[] => {
    if (field.model.computed || field.type.kind === "rows") return [];
    const required = field.document.required === true && field.default === null;
    if (field.type.kind !== "reference" || field.to === null)
      return [{ path: field.id, label: field.label, field, required }];
    const to = catalogue.entities.get(field.to);
    return namesOf(to).map((name) => ({
      path: `${field.id}.${name}`,
      label: `${field.label} · ${to?.fields.get(name)?.label ?? name}`,
      field,
      required,
    }));
  });
}

function namesOf(entity: Entity | undefined): readonly string[] {
  if (entity === undefined) return ["id"];
  const { title, search = [], unique = [] } = entity.document;
  const named = [
    ...(typeof title === "string" ? [title] : []),
    ...search,
    ...unique.flatMap(({ fields }) => (fields.length === 1 ? fields : [])),
  ];
  const own = [...new Set(named)].filter(
    (name) => entity.fields.has(name) && entity.fields.get(name)?.type.kind !== "rows",
  );
  return own.length === 0 ? ["id"] : own;
}

/** How sure a match is: the words are the same, or nearly. */
export interface Match {
  readonly path: string;
  readonly guessed: boolean;
}

/** The field that each heading means, each field once; the same words first, then words that hold one another. */
export function matchColumns(
  header: readonly string[],
  targets: readonly Target[],
): readonly (Match | null)[] {
  const taken = new Set<string>();
  const matches: (Match | null)[] = header.map(() => null);
  const pass = (fits: (heading: string, target: Target) => boolean, guessed: boolean) => {
    for (const [index, heading] of header.entries()) {
      if (matches[index] !== null || plain(heading) === "") continue;
      const target = targets.find((each) => !taken.has(each.field.id) && fits(plain(heading), each));
      if (target === undefined) continue;
      taken.add(target.field.id);
      matches[index] = { path: target.path, guessed };
    }
  };
  pass(
    (heading, target) =>
      [target.label, target.field.label, target.path, target.field.id].some(
        (name) => plain(name) === heading,
      ),
    false,
  );
  pass(
    (heading, target) =>
      plain(target.field.label).length > 1 &&
      (heading.includes(plain(target.field.label)) || plain(target.field.label).includes(heading)),
    true,
  );
  return matches;
}

/** Words without spaces, brackets, stars and case: `客户名称 *` is `客户名称`. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[\s*＊·:：_.()（）[\]【】-]/g, "");
}
