import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { itemCodes, requestCodes } from "../src/problem/codes.ts";
import { problemPage } from "../src/problem/render.ts";

/** Writes `docs/problems/{code}.md` for every code of the catalogue; a test holds them against it. */
const folder = fileURLToPath(new URL("../../../docs/problems/", import.meta.url));
mkdirSync(folder, { recursive: true });
const codes = [...(Object.keys(requestCodes) as (keyof typeof requestCodes)[]), ...itemCodes];
for (const code of codes) writeFileSync(`${folder}${code}.md`, problemPage(code));
process.stdout.write(`${codes.length} pages\n`);
