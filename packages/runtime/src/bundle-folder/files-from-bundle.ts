import type { Bundle } from "@dougong/model";
import type { BundleFile } from "./bundle-file.ts";

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The files of a bundle's folder: the same bundle gives the same bytes. */
export function filesFromBundle(bundle: Bundle): readonly BundleFile[] {
  const documents = bundle.documents.map((document) => ({
    path: `${document.kind}/${document.id}.json`,
    text: json(document),
  }));
  const seeds = Object.entries(bundle.seed ?? {}).map(([entity, rows]) => ({
    path: `seed/${entity}.jsonl`,
    text: rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
  }));
  return [{ path: "app.json", text: json(bundle.app) }, ...documents, ...seeds].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}
