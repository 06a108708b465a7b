import type { CompiledMove, CompiledStates } from "@dougong/fields";
import { describe, expect, it } from "vitest";
import { statePath } from "./state-path.ts";

function statesOf(moves: Readonly<Record<string, readonly string[]>>): CompiledStates {
  const moveTo = (to: string): CompiledMove => ({ to, by: null, when: null });
  return {
    field: "status",
    options: ["draft", "confirmed", "shipped", "done", "void"],
    initial: null,
    moves: new Map(Object.entries(moves).map(([from, targets]) => [from, targets.map(moveTo)])),
  };
}

describe("the way of a record through its states", () => {
  it("goes from the first state by the first move forward; what lies beside it is left out", () => {
    const states = statesOf({
      draft: ["confirmed", "void"],
      confirmed: ["draft", "shipped", "void"],
      shipped: ["done"],
    });
    expect(statePath(states, "draft")).toEqual(["draft", "confirmed", "shipped", "done"]);
  });

  it("ends where no move goes on, and never runs in a circle", () => {
    expect(statePath(statesOf({ draft: ["confirmed"], confirmed: ["draft"] }), undefined)).toEqual([
      "draft",
      "confirmed",
    ]);
  });
});
