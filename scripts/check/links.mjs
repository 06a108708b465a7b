// Links between documents lead somewhere: files and headings.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../bootstrap/root.mjs";

const listed = spawnSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" });
const documents = listed.stdout.split("\n").filter((file) => file !== "");

/** As GitHub makes them: lower case, punctuation gone, spaces to hyphens. */
function anchorsOf(text) {
  const headings = text.match(/^#{1,6} .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

function withoutCode(text) {
  return text.replaceAll(/```[\s\S]*?```/g, "").replaceAll(/`[^`\n]*`/g, "");
}

function faultOf(document, link) {
  const [path = "", anchor] = decodeURI(link).split("#");
  const target = path === "" ? join(root, document) : join(root, dirname(document), path);
  if (!existsSync(target)) return `${document}: ${link} does not exist`;
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  return anchorsOf(readFileSync(target, "utf8")).includes(anchor)
    ? undefined
    : `${document}: ${link} has no such heading`;
}

const faults = documents.flatMap((document) => {
  const text = withoutCode(readFileSync(join(root, document), "utf8"));
  const links = [...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map((match) => match[1] ?? "");
  return links.filter((link) => !/^[a-z]+:/i.test(link)).flatMap((link) => faultOf(document, link) ?? []);
});
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${documents.length} documents, ${faults.length} faults\n`);
process.exit(faults.length === 0 && documents.length > 0 ? 0 : 1);
