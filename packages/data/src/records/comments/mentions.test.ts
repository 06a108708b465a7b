import { describe, expect, it } from "vitest";
import { mentionsIn } from "./mentions.ts";

const people = [
  { id: "ann", name: "Ann", email: "ann@example.com" },
  { id: "anna", name: "Anna Lee", email: "anna@example.com" },
  { id: "lin", name: "林晓雯", email: "lin@example.com" },
  { id: "lin2", name: "林晓雯", email: "lin2@example.com" },
];

describe("mentions", () => {
  it.each([
    ["@Ann, look", ["ann"]],
    ["@anna lee and @Ann", ["anna", "ann"]],
    ["@Annabel", []],
    ["write to ann@example.com", []],
    ["@ann@example.com please", ["ann"]],
    ["请@林晓雯看一下", ["lin", "lin2"]],
    ["@lin2@example.com看一下 @lin2@example.com", ["lin2"]],
    ["nobody @ all", []],
  ])("of %j", (text, expected) => {
    expect(mentionsIn(text, people)).toEqual(expected);
  });
});
