import type { Problem } from "@dougong/model";
import type { WorkspaceSettings } from "../workspace/workspace.ts";

function isTimeZone(name: string): boolean {
  try {
    // A fixed offset such as +08:00 is taken by Intl, but has no calendar.
    return (
      /^[A-Za-z]/.test(name) &&
      new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
    );
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && Intl.Collator.supportedLocalesOf(tag).length === 1;
  } catch {
    return false;
  }
}

/** All that is wrong with the facts that the first admin chose; paths are below `base`. */
export function settingsProblems(settings: WorkspaceSettings, base: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (settings.name.trim() === "")
    problems.push({ code: "required", path: `${base}/name`, params: { label: "name" } });
  if (!isTimeZone(settings.timeZone)) {
    problems.push({
      code: "bad_format",
      path: `${base}/timeZone`,
      params: { label: "timeZone", example: "Asia/Shanghai" },
      expected: "IANA time zone",
      got: settings.timeZone,
    });
  }
  if (!isLocale(settings.locale)) {
    problems.push({
      code: "bad_format",
      path: `${base}/locale`,
      params: { label: "locale", example: "zh-CN" },
      expected: "BCP 47 language tag",
      got: settings.locale,
    });
  }
  if (
    !/^[A-Z]{3}$/.test(settings.currency) ||
    !Intl.supportedValuesOf("currency").includes(settings.currency)
  ) {
    problems.push({
      code: "bad_format",
      path: `${base}/currency`,
      params: { label: "currency", example: "CNY" },
      expected: "ISO 4217 code",
      got: settings.currency,
    });
  }
  return problems;
}
