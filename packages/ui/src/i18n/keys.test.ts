import { describe, expect, it } from "vitest";
import { en } from "./resources/en.ts";
import { zhCN } from "./resources/zh-cn.ts";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(`${prefix}${key}`, value);
    else for (const [path, text] of leaves(value, `${prefix}${key}.`)) found.set(path, text);
  }
  return found;
}

const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe("the interface's languages", () => {
  const chinese = leaves(zhCN);
  const english = leaves(en);

  it("hold the same keys", () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
  });

  it("fill the same parameters in each sentence", () => {
    for (const [key, text] of chinese)
      expect([key, parameters(english.get(key) ?? "")]).toEqual([key, parameters(text)]);
  });

  it("leave no sentence empty", () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim()]).not.toEqual([key, ""]);
  });
});
