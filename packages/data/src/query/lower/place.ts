import { type Fragment, join, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columnAlias } from "./alias.ts";
import type { Frame, Place } from "./frame.ts";
import { columnOf, tableOf } from "./table.ts";
import { storedValue } from "./value.ts";

/** A record that a SELECT starts from, and the joins that its paths came to need. */
export interface Root extends Place {
  /** `left join … on … left join …`, to stand after the FROM item. Read it when all paths are lowered. */
  joins(): Fragment;
}

/** A place for the alias of a FROM item that holds records of the entity. */
export function rootAt(frame: Frame, entity: Entity, alias: string): Root {
  const joins: Fragment[] = [];
  const root = placeAt(frame, entity, alias, joins);
  return {
    ...root,
    joins: () =>
      join(
        joins.map((one) => [" ", ...one]),
        "",
      ),
  };
}

function placeAt(frame: Frame, entity: Entity, alias: string, joins: Fragment[]): Place {
  const followed = new Map<string, Place>();
  let facts: Place | undefined;
  const place: Place = {
    entity,
    alias,
    follow(field) {
      const known = followed.get(field.id);
      if (known !== undefined) return known;
      const target = field.to === null ? undefined : frame.catalogue.entities.get(field.to);
      if (target === undefined) throw new TypeError(`${entity.id}.${field.id} leads nowhere`);
      const next = frame.nextAlias();
      const reference = storedValue(frame, place, field);
      const seen = frame.facts === true ? [] : sql` and ${frame.visible(frame, target, next, "live")}`;
      joins.push(
        sql`left join ${tableOf(frame, target)} as ${columnAlias(next)} on ${columnOf(next, "id")} = ${reference}${seen}`,
      );
      const there = placeAt(frame, target, next, joins);
      followed.set(field.id, there);
      return there;
    },
    facts() {
      facts ??= frame.facts === true ? place : placeAt({ ...frame, facts: true }, entity, alias, joins);
      return facts;
    },
  };
  return place;
}
