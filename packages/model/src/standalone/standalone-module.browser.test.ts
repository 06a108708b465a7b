import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { launchBrowser, newPage } from "@dougong/testing";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldTypesForTest } from "../validate/field-types.fixture.ts";
import { createDocumentSchemas } from "../validate/schemas.ts";
import { standaloneValidatorModule } from "./standalone-module.ts";

const page = '<!doctype html><html lang="en"><title>validators</title><script src="/app.js"></script></html>';
const documents = [
  { kind: "entity", id: "order", fields: [{ id: "name", type: "text", max: 20 }] },
  { kind: "entity", id: "Order", fields: [{ id: "name", type: "text", max: "20", mx: 1 }] },
  { kind: "flow", id: "f" },
];

async function bundle(): Promise<string> {
  const validators = standaloneValidatorModule(createDocumentSchemas(fieldTypesForTest));
  const result = await build({
    stdin: {
      contents: `import * as validators from "validators";
import { createPrecompiledValidator } from "../index.ts";
const validator = createPrecompiledValidator(validators, validators.fieldTypes);
window.faults = (document) => { const result = validator.validate(document); return "problems" in result ? result.problems.map((p) => p.code + " " + p.path) : []; };`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
      loader: "ts",
    },
    plugins: [
      {
        name: "validators",
        setup(context) {
          context.onResolve({ filter: /^validators$/ }, () => ({
            path: "validators",
            namespace: "generated",
          }));
          context.onLoad({ filter: /.*/, namespace: "generated" }, () => ({
            contents: validators,
            resolveDir: fileURLToPath(new URL(".", import.meta.url)),
          }));
        },
      },
    ],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
  });
  return result.outputFiles[0]?.text ?? "";
}

describe("standalone validators", () => {
  let server: Server;
  let address = "";
  beforeAll(async () => {
    const script = await bundle();
    server = createServer((request, answer) => {
      const isScript = request.url === "/app.js";
      answer.setHeader("content-security-policy", "default-src 'none'; script-src 'self'");
      answer.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      answer.end(isScript ? script : page);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    address = typeof bound === "object" && bound !== null ? `http://127.0.0.1:${bound.port}/` : "";
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("judge documents in a browser whose policy forbids eval, as the server does", async () => {
    const browser = await launchBrowser();
    try {
      const { page: tab } = await newPage(browser);
      await tab.goto(address);
      const faults = await tab.evaluate(
        (inputs) =>
          inputs.map((input) =>
            (globalThis as unknown as { faults: (document: unknown) => readonly string[] })
              .faults(input)
              .toSorted(),
          ),
        documents,
      );
      expect(faults).toEqual([
        [],
        ["bad_format /id", "type_mismatch /fields/name/max", "unknown_member /fields/name/mx"],
        ["unsupported_kind /kind"],
      ]);
    } finally {
      await browser.close();
    }
  });
});
