import type { Environment } from "@dougong/expression";
import { type CompiledStates, compileCatalogue } from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import type { AppDocument, StatesDocument } from "@dougong/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowsMove, movesFrom } from "./moves.ts";
import { reachableStates } from "./reachable.ts";
import { moved, stateMachine } from "./state-machine.ts";

const app: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en" };
const options = ["draft", "submitted", "approved", "shipped", "lost"];

function statesOf(states: StatesDocument): CompiledStates {
  const { catalogue, problems } = compileCatalogue({
    apps: [
      {
        document: app,
        revision: 1,
        documents: [
          {
            kind: "entity",
            id: "order",
            fields: [
              { id: "status", type: "choice", options, default: "draft" },
              { id: "total", type: "integer" },
            ],
            actions: ["ship", "undo"].map((id) => ({ id })),
            states,
          },
        ],
      },
    ],
    models: fieldModels,
  });
  const compiled = catalogue.entities.get("shop.order")?.states;
  if (problems.length > 0 || compiled === undefined || compiled === null)
    throw new Error(JSON.stringify(problems));
  return compiled;
}

const environment = (total: number): Environment => ({
  record: { total },
  now: "2026-01-05T01:00:00.000Z",
  timeZone: "UTC",
});
const by = (name: string | null, total = 0) => ({ by: name, environment: environment(total) });

const order = statesOf({
  field: "status",
  moves: {
    draft: ["submitted"],
    submitted: ["draft", { to: "approved", when: "total <= 100" }, { to: "lost", by: ["action:undo"] }],
    approved: [{ to: "shipped", by: ["action:ship"] }],
  },
});

describe("moves between states", () => {
  it("are those that the document names, and no others", () => {
    expect(movesFrom(order, "draft", by(null))).toEqual(["submitted"]);
    expect(movesFrom(order, "shipped", by(null))).toEqual([]);
    expect(allowsMove(order, "draft", "approved", by(null))).toBe(false);
  });

  it("with `by` happen only so", () => {
    expect(movesFrom(order, "approved", by(null))).toEqual([]);
    expect(movesFrom(order, "approved", by("action:undo"))).toEqual([]);
    expect(movesFrom(order, "approved", by("action:ship"))).toEqual(["shipped"]);
  });

  it("with `when` happen while it holds", () => {
    expect(movesFrom(order, "submitted", by(null, 100))).toEqual(["draft", "approved"]);
    expect(movesFrom(order, "submitted", by(null, 101))).toEqual(["draft"]);
  });
});

describe("reachable states", () => {
  it("are those that moves lead to from where a record begins", () => {
    expect([...reachableStates(order, ["draft"])]).toEqual([
      "draft",
      "submitted",
      "approved",
      "lost",
      "shipped",
    ]);
    expect([...reachableStates(order, ["approved"])]).toEqual(["approved", "shipped"]);
  });
});

describe("the machine of the states", () => {
  const move = fc.record(
    {
      to: fc.constantFrom(...options),
      by: fc.subarray(["action:ship", "action:undo"], { minLength: 1 }),
      when: fc.constantFrom("total > 10", "total <= 10"),
    },
    { requiredKeys: ["to"] },
  );
  const moves = fc.dictionary(fc.constantFrom(...options), fc.array(move, { maxLength: 4 }), { maxKeys: 5 });

  it("goes where a write may go, and nowhere else", () => {
    fc.assert(
      fc.property(
        moves,
        fc.constantFrom(...options),
        fc.constantFrom(...options),
        fc.constantFrom(null, "action:ship", "action:undo", "flow:x"),
        fc.integer({ min: 0, max: 20 }),
        (document, from, to, name, total) => {
          const states = statesOf({ field: "status", moves: document });
          const mover = by(name, total);
          const reached = moved(stateMachine(states), from, { type: `move.${to}`, ...mover });
          expect(reached).toBe(allowsMove(states, from, to, mover) ? to : from);
        },
      ),
      { numRuns: 200 },
    );
  });
});
