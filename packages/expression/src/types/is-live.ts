import type { Checked } from "./checked.ts";
import { childrenOf } from "./children.ts";

const clocks: ReadonlySet<string> = new Set(["today", "now", "under"]);

/** True where the value changes by itself: it reads the clock, settings, a tree or a field that does. */
export function isLive(checked: Checked): boolean {
  switch (checked.node) {
    case "today":
    case "now":
      return true;
    case "path":
      return (
        (checked.root.at === "root" && checked.root.name === "settings") ||
        checked.steps.some((step) => step.live === true)
      );
    case "call":
      if (clocks.has(checked.operator)) return true;
      break;
    default:
      break;
  }
  return childrenOf(checked).some(isLive);
}
