import { fieldStorages } from "@dougong/fields/storage";
import { fakeClock, sequentialIds } from "@dougong/testing";
import { describe, expect, it } from "vitest";
import { openWorkspace } from "../workspace/open-workspace.ts";
import { createRecordService } from "./create-record-service.ts";
import { settings, shopCatalogue } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

describe("without a database", () => {
  it("a write is unavailable, and a wrong one is still told what is wrong", async () => {
    const clock = fakeClock("2026-01-05T01:00:00Z");
    // Port 1 is taken by nobody.
    const workspace = openWorkspace({
      connectionString: "postgres://nobody@127.0.0.1:1/none",
      clock,
      newId: sequentialIds(),
    });
    const records = createRecordService(workspace, {
      storages: fieldStorages,
      random: () => 0.5,
      wait: async () => {},
    });
    const context = {
      actor: { kind: "system" as const, reason: "test" },
      via: { kind: "api" as const },
      catalogue: shopCatalogue(),
      settings,
      dryRun: false,
    };
    expect((await refused(records.create(context, "shop.product", { name: "Tea" }))).code).toBe(
      "unavailable",
    );
    expect((await refused(records.update(context, "shop.product", sequentialIds()(), 1, {}))).code).toBe(
      "unavailable",
    );
    expect((await refused(records.create(context, "shop.product", {}))).code).toBe("validation_failed");
    await workspace.close();
  });
});
