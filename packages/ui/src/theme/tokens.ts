/** Names of the product's colours and shadows; in CSS each is a variable, `primaryBg` is `--primary-bg`. */
export interface Palette {
  readonly bg: string;
  readonly surface: string;
  readonly subtle: string;
  readonly hover: string;
  readonly raised: string;
  readonly fill: string;
  readonly line: string;
  readonly line2: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly textOff: string;
  readonly primary: string;
  readonly primaryHover: string;
  readonly primaryActive: string;
  readonly primarySolid: string;
  readonly primaryBg: string;
  readonly primaryBg2: string;
  readonly primaryLine: string;
  readonly ok: string;
  readonly okBg: string;
  readonly okLine: string;
  readonly okSolid: string;
  readonly warn: string;
  readonly warnBg: string;
  readonly warnLine: string;
  readonly warnSolid: string;
  readonly danger: string;
  readonly dangerBg: string;
  readonly dangerLine: string;
  readonly dangerSolid: string;
  readonly violet: string;
  readonly violetBg: string;
  readonly violetLine: string;
  readonly teal: string;
  readonly tealBg: string;
  readonly tealLine: string;
  readonly c1: string;
  readonly c2: string;
  readonly c3: string;
  readonly c4: string;
  readonly c5: string;
  readonly c6: string;
  readonly c7: string;
  readonly c8: string;
  readonly sh1: string;
  readonly sh2: string;
  readonly sh3: string;
  readonly ring: string;
  readonly mask: string;
  readonly segOn: string;
}

/** 纸: paper and ink, azurite acts, malachite is fine, orpiment warns, cinnabar stops. */
export const lightPalette: Palette = {
  bg: "#F5F6F8",
  surface: "#FFFFFF",
  subtle: "#F8F9FB",
  hover: "#F1F3F6",
  raised: "#FFFFFF",
  fill: "#EEF0F4",
  line: "#E4E7ED",
  line2: "#EEF0F4",
  lineStrong: "#C6CCD7",
  text: "#1A2233",
  text2: "#4A5465",
  text3: "#5F697C",
  textOff: "#A2AAB8",
  primary: "#2A5BD0",
  primaryHover: "#1F4CB8",
  primaryActive: "#193E99",
  primarySolid: "#2A5BD0",
  primaryBg: "#ECF1FD",
  primaryBg2: "#DCE6FC",
  primaryLine: "#B5C8F6",
  ok: "#1A7A52",
  okBg: "#E6F4ED",
  okLine: "#A9D8C1",
  okSolid: "#23966A",
  warn: "#8F5600",
  warnBg: "#FDF3DF",
  warnLine: "#F0D292",
  warnSolid: "#DB9314",
  danger: "#C2392B",
  dangerBg: "#FDEDEB",
  dangerLine: "#F3BDB6",
  dangerSolid: "#C2392B",
  violet: "#6A4BBF",
  violetBg: "#F1EDFB",
  violetLine: "#D0C3F1",
  teal: "#0F7285",
  tealBg: "#E3F3F6",
  tealLine: "#A9D8E0",
  c1: "#3A68D8",
  c2: "#2FA37C",
  c3: "#BF8414",
  c4: "#D4593F",
  c5: "#7E63CC",
  c6: "#3591B1",
  c7: "#A9743C",
  c8: "#8A94A6",
  sh1: "0 1px 2px rgba(20,28,45,.06)",
  sh2: "0 4px 16px rgba(20,28,45,.10),0 1px 3px rgba(20,28,45,.06)",
  sh3: "0 16px 48px rgba(20,28,45,.18),0 2px 8px rgba(20,28,45,.08)",
  ring: "0 0 0 3px rgba(42,91,208,.18)",
  mask: "rgba(17,24,39,.42)",
  segOn: "#FFFFFF",
};

/** A second theme, not an inversion: raised surfaces get lighter, shadows stay. */
export const darkPalette: Palette = {
  bg: "#0E1116",
  surface: "#151920",
  subtle: "#1A1F28",
  hover: "#1F2530",
  raised: "#1C222C",
  fill: "#252B36",
  line: "#272E3A",
  line2: "#20262F",
  lineStrong: "#3E4757",
  text: "#E7EAF0",
  text2: "#AEB6C4",
  text3: "#8C95A6",
  textOff: "#596273",
  primary: "#7DA2FF",
  primaryHover: "#9BB8FF",
  primaryActive: "#B5C8FF",
  primarySolid: "#3B69E0",
  primaryBg: "#1A2747",
  primaryBg2: "#213259",
  primaryLine: "#35508F",
  ok: "#56C596",
  okBg: "#14302A",
  okLine: "#24564A",
  okSolid: "#2FA37C",
  warn: "#E6B450",
  warnBg: "#352A14",
  warnLine: "#5C4A20",
  warnSolid: "#D99A22",
  danger: "#F5857A",
  dangerBg: "#3B1E1D",
  dangerLine: "#6A3431",
  dangerSolid: "#CF4A3C",
  violet: "#AE97F2",
  violetBg: "#2A2344",
  violetLine: "#4A3E78",
  teal: "#5CC0D2",
  tealBg: "#12303A",
  tealLine: "#23525E",
  c1: "#6C93F5",
  c2: "#4FC09A",
  c3: "#E8B64C",
  c4: "#EC7C66",
  c5: "#A48CEB",
  c6: "#67BFDA",
  c7: "#C99560",
  c8: "#8C95A6",
  sh1: "0 1px 2px rgba(0,0,0,.4)",
  sh2: "0 6px 20px rgba(0,0,0,.5)",
  sh3: "0 20px 56px rgba(0,0,0,.6)",
  ring: "0 0 0 3px rgba(125,162,255,.28)",
  mask: "rgba(0,0,0,.6)",
  segOn: "#39424F",
};

/** Borders of controls where the user's system asks for more contrast. */
export const strongLine = { light: "#7A8496", dark: "#7F899A" } as const;

export const fontFamily =
  "'DG Latin','PingFang SC','HarmonyOS Sans SC','MiSans','Noto Sans CJK SC','Microsoft YaHei',sans-serif";
export const monoFamily = "'JetBrains Mono','SFMono-Regular','DejaVu Sans Mono','Noto Sans CJK SC',monospace";
