import { readFileSync } from "node:fs";
import { conform, type FieldCase } from "@dougong/fields/conformance";
import { testDatabase } from "@dougong/testing";
import { expect, it } from "vitest";
import { model } from "./model.ts";
import { react } from "./react.tsx";
import { storage } from "./storage.ts";

const cases: readonly FieldCase[] = JSON.parse(
  readFileSync(new URL("./cases.json", import.meta.url), "utf8"),
);

it("passes the conformance kit, in PostgreSQL and drawn", async () => {
  const database = await testDatabase({ name: "plate" });
  const client = await database.pool().connect();
  try {
    const faults = await conform({ model, storage, react, cases }, (text, values) =>
      client.query(text, values),
    );
    expect(faults).toEqual([]);
  } finally {
    client.release();
    await database.drop();
  }
});
