import { describe, expect, it } from "vitest";
import { errorFacts } from "./create-logger.ts";

describe("errorFacts", () => {
  it("keeps message, code and cause, and nothing of the connection or the rows", () => {
    const error = Object.assign(new Error("lost", { cause: new Error("socket") }), {
      code: "57P01",
      detail: "Failing row contains (secret)",
      client: { password: "secret" },
    });
    const text = JSON.stringify(errorFacts(error));
    expect(JSON.parse(text)).toMatchObject({ message: "lost", code: "57P01", cause: { message: "socket" } });
    expect(text).not.toContain("secret");
  });
});
