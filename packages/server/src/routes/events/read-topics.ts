import { ProblemError } from "@dougong/model";

/** Topics that are no records of an entity. */
const plainTopics = ["inbox", "jobs", "design", "notifications"];
const mostTopics = 100;

/**
 * Reads `records:orders.order,inbox,jobs`.
 *
 * @throws ProblemError `bad_parameter`, `too_many`
 */
export function readTopics(text: string): readonly string[] {
  const topics = [...new Set(text.split(",").map((topic) => topic.trim()))];
  const unknown = topics.find((topic) => !plainTopics.includes(topic) && entityOf(topic) === undefined);
  if (unknown !== undefined) {
    const expected = ["records:app.entity", ...plainTopics];
    throw new ProblemError("bad_parameter", [
      {
        code: "bad_parameter",
        path: "/topics",
        params: { name: "topics", expected: expected.join(", ") },
        expected,
        got: unknown.slice(0, 80),
      },
    ]);
  }
  if (topics.length <= mostTopics) return topics;
  const params = { max: mostTopics };
  throw new ProblemError("validation_failed", [
    { code: "too_many", path: "/topics", params, expected: params, got: topics.length },
  ]);
}

/** The entity of `records:crm.order`. */
export function entityOf(topic: string): string | undefined {
  return /^records:([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$/.exec(topic)?.[1];
}
