import type { Page } from "playwright-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Fails when axe finds something serious or critical against WCAG 2.2 AA on the page as it stands, and names
 * each place.
 */
export async function expectNoSeriousAxe(page: Page): Promise<void> {
  const { AxeBuilder } = await import("@axe-core/playwright");
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  if (grave.length === 0) return;
  const places = grave.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}  ${node.html.slice(0, 200)}`),
  );
  throw new Error(`axe found ${places.length} serious places:\n  ${places.join("\n  ")}`);
}
