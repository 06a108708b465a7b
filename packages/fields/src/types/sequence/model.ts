import type { FieldDocument, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { refuse } from "../../values/refuse.ts";
import { sequenceTokens } from "./format.ts";

/** A number that the platform gives, once, last before the commit. */
export const sequenceModel: FieldModel = {
  type: "sequence",
  icon: "list-ordered",
  computed: true,
  members: {
    properties: {
      format: { type: "string", minLength: 1, maxLength: 120 },
      per: {
        type: "array",
        items: { type: "string", pattern: "^[a-z][a-z0-9_]*$" },
        maxItems: 8,
        uniqueItems: true,
      },
      gapless: { type: "boolean" },
      assignWhen: {},
    },
  },
  operators: ["==", "contains", "startswith", "in", "isnull"],
  valueType: () => ({ kind: "text" }),
  check: formatProblems,
  jsonSchema: () => ({ type: "string", readOnly: true }),
  coerce: (_value, _field, context) => refuse(context, "read_only_field"),
};

function formatProblems(field: FieldDocument): readonly Problem[] {
  const tokens = sequenceTokens(field);
  const counts = tokens?.filter((entry) => entry.token === "seq").length ?? 0;
  if (counts === 1) return [];
  return [
    {
      code: "bad_format",
      path: "/format",
      params: { label: "format", example: "SO-{yyyy}-{seq:5}" },
      expected: "text with one {seq:n}",
      got: field.format ?? null,
    },
  ];
}
