import type { Document } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { defaultView } from "../defaults/default-view.ts";
import { entityOf, shopCatalogue } from "../design.test-support.ts";
import { checkView } from "./check-view.ts";
import { checkDocuments } from "./document-checks.ts";

const main: Document = { kind: "page", id: "main", blocks: [] };
const faults = (...documents: readonly Document[]) =>
  checkDocuments(shopCatalogue(...documents, main), "shop").map(({ code, path }) => `${code} ${path}`);

describe("the check of documents", () => {
  it("finds nothing wrong with what is right", () => {
    expect(
      faults(
        {
          kind: "view",
          id: "v",
          entity: "order",
          type: "table",
          columns: ["number", "customer.name", { field: "total" }, "created_by.name"],
          sort: ["-created_at", "customer.name"],
          filter: 'customer.level = "a" AND created_by = $user.id AND status IN ["draft"]',
          quick: ["status"],
          colors: [{ when: "total > 5", color: "red" }],
          open: "form:f",
        },
        {
          kind: "form",
          id: "f",
          entity: "shop.order",
          sections: [
            {
              fields: [
                "customer",
                { id: "reason", when: "discount > 0 AND $old.discount = 0" },
                "created_at",
              ],
            },
            { lines: "lines", columns: ["name", "amount"], totals: ["amount"] },
          ],
        },
        {
          kind: "page",
          id: "one",
          entity: "order",
          blocks: [
            { view: "v" },
            { id: "b", form: "shop.f", when: "$record.total > 5" },
            { record: ["number", "total"] },
            { record: true },
            { text: "hi" },
          ],
          menu: { roles: ["clerk", "system.admin"] },
        },
        {
          kind: "role",
          id: "clerk",
          grants: [
            {
              entity: "order",
              actions: ["read"],
              where: "created_by = $user.id",
              fields: { "*": "write", "lines.price": "none", "lines.*": "read" },
            },
            { entity: "settings:shop", actions: ["read"] },
            { use: ["view:v", "page:one"] },
          ],
          includes: ["system.auditor"],
        },
        { kind: "settings", id: "shop", fields: [{ id: "days", type: "integer", default: 7 }] },
        {
          kind: "translation",
          id: "fr",
          entries: {
            "app:shop/description": "x",
            "entity:order/label": "Commande",
            "entity:order/fields/discount/label": "Remise",
            "entity:order/fields/status/options/draft": "Brouillon",
            "form:f/sections/0/label": "x",
          },
        },
      ),
    ).toEqual([]);
  });

  it("finds every fault of a view", () => {
    expect(
      faults(
        {
          kind: "view",
          id: "v",
          entity: "order",
          type: "table",
          columns: ["nmber", "lines", "lines.name", { field: "customer.nothing" }],
          sort: ["-nope"],
          filter: 'total > "x"',
          quick: ["q"],
          colors: [
            { when: "1", color: "red" },
            { when: 'customer.level = "a"', color: "red" },
          ],
          open: "page:nowhere",
        },
        { kind: "view", id: "w", entity: "ordr", type: "table" },
      ),
    ).toEqual([
      "unknown_field /view:v/columns/0",
      "type_mismatch /view:v/columns/1",
      "type_mismatch /view:v/columns/2",
      "unknown_field /view:v/columns/3/field",
      "unknown_field /view:v/sort/0",
      "unknown_field /view:v/quick/0",
      "type_mismatch /view:v/filter",
      "type_mismatch /view:v/colors/0/when",
      "unsupported_kind /view:v/colors/1/when",
      "unknown_document /view:v/open",
      "unknown_document /view:w/entity",
    ]);
  });

  it("finds every fault of a form, elements by their id", () => {
    expect(
      faults({
        kind: "form",
        id: "f",
        entity: "order",
        sections: [
          {
            id: "head",
            fields: ["lines", "nope", { id: "wrong" }, { id: "reason", when: "x > 1" }],
            when: "total",
          },
          { lines: "customer" },
          { lines: "rows" },
          {
            id: "items",
            lines: "lines",
            columns: ["qty", "nope", { id: "price", when: '$parent.status = "done" AND nope' }],
            totals: ["qty", "name", "nothing"],
          },
        ],
      }),
    ).toEqual([
      "type_mismatch /form:f/sections/head/when",
      "type_mismatch /form:f/sections/head/fields/0",
      "unknown_field /form:f/sections/head/fields/1",
      "unknown_field /form:f/sections/head/fields/wrong/id",
      "unknown_field /form:f/sections/head/fields/reason/when",
      "type_mismatch /form:f/sections/1/lines",
      "unknown_field /form:f/sections/2/lines",
      "unknown_field /form:f/sections/items/columns/1",
      "unknown_field /form:f/sections/items/columns/price/when",
      "type_mismatch /form:f/sections/items/totals/1",
      "unknown_field /form:f/sections/items/totals/2",
    ]);
  });

  it("finds every fault of a page", () => {
    expect(
      faults(
        {
          kind: "page",
          id: "p",
          entity: "order",
          blocks: [
            { view: "v" },
            { id: "b", record: ["x"] },
            { dashboard: "d" },
            {},
            { text: "t", when: "total > 1" },
          ],
          menu: { roles: ["boss"] },
        },
        { kind: "page", id: "q", blocks: [{ record: true }] },
      ),
    ).toEqual([
      "unknown_document /page:p/blocks/0/view",
      "unknown_field /page:p/blocks/b/record/0",
      "unsupported_kind /page:p/blocks/2/dashboard",
      "required /page:p/blocks/3",
      "unknown_field /page:p/blocks/4/when",
      "unknown_document /page:p/menu/roles/0",
      "required /page:q/entity",
    ]);
  });

  it("finds every fault of a role", () => {
    expect(
      faults(
        {
          kind: "role",
          id: "a",
          grants: [
            {
              entity: "order",
              actions: ["read", "action:ship"],
              where: "nope",
              fields: { nope: "read", "lines.nope": "read", "customer.name": "read" },
            },
            { entity: "nothing", actions: ["read"] },
            { entity: "settings:shop", actions: ["read"] },
            { use: ["form:x", "report:r"] },
          ],
          includes: ["b", "c"],
        },
        { kind: "role", id: "b", grants: [], includes: ["a"] },
      ),
    ).toEqual([
      "unsupported_kind /role:a/grants/0/actions/1",
      "unknown_field /role:a/grants/0/where",
      "unknown_field /role:a/grants/0/fields/nope",
      "unknown_field /role:a/grants/0/fields/lines.nope",
      "unknown_field /role:a/grants/0/fields/customer.name",
      "unknown_document /role:a/grants/1/entity",
      "unknown_document /role:a/grants/2/entity",
      "unknown_document /role:a/grants/3/use/0",
      "unsupported_kind /role:a/grants/3/use/1",
      "cycle /role:a/includes/0",
      "unknown_document /role:a/includes/1",
      "cycle /role:b/includes/0",
    ]);
  });

  it("finds every fault of settings and translations", () => {
    expect(
      faults(
        {
          kind: "settings",
          id: "other",
          fields: [
            { id: "a", type: "integer", max: 1, default: 2 },
            { id: "a", type: "lines" },
            { id: "c", type: "reference", to: "nope" },
          ],
        },
        {
          kind: "translation",
          id: "fr",
          entries: {
            "entity:nope/label": "x",
            "entity:order/fields/nope/label": "x",
            "entity:order/fields/status/options/nope": "x",
            "entity:order/fields/discount/max": "1",
            "entity:order/fields/status/type": "t",
          },
        },
      ),
    ).toEqual([
      "bad_format /settings:other/id",
      "out_of_range /settings:other/fields/a/default",
      "not_unique /settings:other/fields/1/id",
      "unsupported_kind /settings:other/fields/1/type",
      "unknown_document /settings:other/fields/c/to",
      "unknown_document /translation:fr/entries/entity:nope~1label",
      "unknown_member /translation:fr/entries/entity:order~1fields~1nope~1label",
      "unknown_member /translation:fr/entries/entity:order~1fields~1status~1options~1nope",
      "unknown_member /translation:fr/entries/entity:order~1fields~1discount~1max",
      "unknown_member /translation:fr/entries/entity:order~1fields~1status~1type",
    ]);
  });

  it("proposes what was likely meant", () => {
    expect(
      checkDocuments(shopCatalogue(main, { kind: "view", id: "v", entity: "ordr", type: "table" }), "shop"),
    ).toMatchObject([{ params: { kind: "entity", nearest: "order" } }]);
  });

  it("needs the page where the app begins", () => {
    expect(checkDocuments(shopCatalogue(), "shop").map(({ code, path }) => `${code} ${path}`)).toEqual([
      "unknown_document /app:shop/home",
    ]);
  });

  it("finds nothing wrong with a view made from an entity", () => {
    const catalogue = shopCatalogue(main);
    for (const id of ["shop.order", "shop.customer", "shop.line", "system.user"])
      expect(checkView(defaultView(entityOf(catalogue, id)), catalogue, "shop")).toEqual([]);
  });
});
