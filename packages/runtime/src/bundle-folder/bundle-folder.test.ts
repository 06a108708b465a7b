import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bundle } from "@dougong/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBundleFolder, writeBundleFolder } from "./bundle-folder.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bundle-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bundle: Bundle = {
  app: { kind: "app", id: "crm", label: "客户", version: "1.0.0", language: "zh-CN" },
  documents: [
    { kind: "entity", id: "customer", fields: [{ id: "name", type: "text", label: "名称\n第二行" }] },
    { kind: "page", id: "main", blocks: [{ view: "all" }] },
    { kind: "view", id: "all", entity: "customer", type: "table" },
  ],
  seed: {
    "crm.customer": [
      { $key: "a", name: "甲" },
      { $key: "b", name: "乙\u2028" },
    ],
  },
};

describe("an app as a folder", () => {
  it("is the same bundle after writing and reading, and the same bytes each time", async () => {
    await writeBundleFolder(folder, bundle);
    expect(await readBundleFolder(folder)).toEqual(bundle);
    const before = await readFile(join(folder, "entity/customer.json"), "utf8");
    await writeBundleFolder(folder, bundle);
    expect(await readFile(join(folder, "entity/customer.json"), "utf8")).toBe(before);
    expect(before.endsWith("}\n")).toBe(true);
  });

  it("opens nothing that has no place in a bundle and follows no link", async () => {
    await writeBundleFolder(folder, bundle);
    await writeFile(join(folder, "README.md"), "# hello");
    await writeFile(join(folder, "entity/Not An Id.json"), "broken");
    await mkdir(join(folder, "node_modules"));
    await writeFile(join(folder, "node_modules/x.js"), "broken");
    await symlink("/etc/hostname", join(folder, "entity/secret.json"));
    expect(await readBundleFolder(folder)).toEqual(bundle);
  });

  it("names the file and line of a fault", async () => {
    await writeBundleFolder(folder, bundle);
    await writeFile(join(folder, "seed/crm.customer.jsonl"), '{"name":"甲"}\n\n{"name":\n');
    await expect(readBundleFolder(folder)).rejects.toMatchObject({
      code: "malformed_json",
      problems: [{ got: "seed/crm.customer.jsonl:3" }],
    });
  });

  it("refuses a document under another one's name, and a folder without an app", async () => {
    await writeBundleFolder(folder, bundle);
    await writeFile(join(folder, "entity/other.json"), JSON.stringify(bundle.documents[0]));
    await expect(readBundleFolder(folder)).rejects.toMatchObject({
      problems: [{ path: "/documents/entity:other" }],
    });
    await rm(join(folder, "entity/other.json"));
    await rm(join(folder, "app.json"));
    await expect(readBundleFolder(folder)).rejects.toMatchObject({
      problems: [{ code: "required", path: "/app" }],
    });
  });

  it("reads the example that comes with the product", async () => {
    const crm = await readBundleFolder(join(import.meta.dirname, "../../../../examples/crm"));
    expect(crm.app).toMatchObject({ kind: "app", id: "crm" });
  });
});
