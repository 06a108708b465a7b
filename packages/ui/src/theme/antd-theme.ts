import { type ThemeConfig, theme } from "antd";
import { fontFamily, type Palette } from "./tokens.ts";

/** Heights, radii and type: the same in both themes. */
const shape = {
  fontFamily,
  fontSize: 14,
  fontSizeSM: 12,
  fontSizeLG: 16,
  fontSizeXL: 20,
  fontSizeHeading1: 24,
  fontSizeHeading2: 20,
  fontSizeHeading3: 16,
  fontSizeHeading4: 14,
  fontWeightStrong: 600,
  lineHeight: 22 / 14,
  controlHeight: 32,
  controlHeightSM: 28,
  controlHeightXS: 24,
  controlHeightLG: 40,
  borderRadius: 6,
  borderRadiusSM: 4,
  borderRadiusLG: 8,
  borderRadiusXS: 4,
  controlOutlineWidth: 3,
  sizeUnit: 4,
  padding: 16,
  paddingLG: 24,
  paddingSM: 12,
  paddingXS: 8,
  motionDurationFast: "0.08s",
  motionDurationMid: "0.16s",
  motionDurationSlow: "0.24s",
  motionEaseOut: "cubic-bezier(.2,.8,.2,1)",
  wireframe: false,
} as const;

/** The palette under the names that antd gives to colours. */
function colours(palette: Palette, dark: boolean): NonNullable<ThemeConfig["token"]> {
  return {
    colorPrimary: palette.primarySolid,
    colorSuccess: palette.ok,
    colorWarning: palette.warn,
    colorError: palette.dangerSolid,
    colorInfo: palette.primarySolid,
    colorLink: palette.primary,
    colorText: palette.text,
    colorTextSecondary: palette.text2,
    colorTextTertiary: palette.text3,
    colorTextQuaternary: palette.textOff,
    colorTextPlaceholder: palette.text3,
    colorTextDisabled: palette.textOff,
    colorBgLayout: palette.bg,
    colorBgContainer: palette.surface,
    colorBgElevated: palette.raised,
    colorBgMask: palette.mask,
    colorFillQuaternary: palette.subtle,
    colorFillTertiary: palette.hover,
    colorFillSecondary: palette.fill,
    controlItemBgHover: palette.hover,
    controlItemBgActive: palette.primaryBg,
    controlItemBgActiveHover: palette.primaryBg2,
    colorBorder: palette.lineStrong,
    colorBorderSecondary: palette.line,
    colorSplit: palette.line2,
    colorPrimaryBg: palette.primaryBg,
    colorPrimaryBgHover: palette.primaryBg2,
    colorPrimaryBorder: palette.primaryLine,
    colorPrimaryHover: dark ? palette.primarySolid : palette.primaryHover,
    colorPrimaryActive: dark ? palette.primarySolid : palette.primaryActive,
    colorSuccessBg: palette.okBg,
    colorSuccessBorder: palette.okLine,
    colorWarningBg: palette.warnBg,
    colorWarningBorder: palette.warnLine,
    colorErrorBg: palette.dangerBg,
    colorErrorBorder: palette.dangerLine,
    colorInfoBg: palette.primaryBg,
    colorInfoBorder: palette.primaryLine,
    controlOutline: dark ? "rgba(125,162,255,.28)" : "rgba(42,91,208,.18)",
    boxShadow: palette.sh3,
    boxShadowSecondary: palette.sh2,
    boxShadowTertiary: palette.sh1,
  };
}

/**
 * antd in the product's clothes.
 *
 * @example antdTheme(lightPalette, false)
 */
export function antdTheme(palette: Palette, dark: boolean): ThemeConfig {
  return {
    cssVar: { key: "dg" },
    hashed: false,
    ...(dark ? { algorithm: theme.darkAlgorithm } : {}),
    token: { ...shape, ...colours(palette, dark) },
    components: {
      Button: {
        fontWeight: 400,
        primaryShadow: "none",
        dangerShadow: "none",
        defaultShadow: palette.sh1,
        paddingInline: 12,
        paddingInlineSM: 10,
      },
      Tooltip: { colorBgSpotlight: dark ? palette.raised : palette.text, borderRadius: 6 },
    },
  };
}
