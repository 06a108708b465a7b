export { ApiProvider, useApi } from "./api/api-context.tsx";
export { BracketDrawing, Mark } from "./brand/mark.tsx";
export { type ListState, readListState } from "./data-grid/list-state.ts";
export { RecordList, type RecordListProps } from "./data-grid/record-list.tsx";
export { type Design, DesignProvider, useDesign } from "./design/design-context.tsx";
export { documentOf, documentsOf, formOf, menuOf, pageOf, qualify, viewsOf } from "./design/documents.ts";
export { recordLabel } from "./design/record-label.ts";
export { translateDocuments } from "./design/translate-document.ts";
export { Dialog } from "./dialog/dialog.tsx";
export { changeLanguage, type Language, languages, preferredLanguage, startI18n } from "./i18n/i18n.ts";
export { DocumentIcon } from "./icon/icon.tsx";
export { useLiveRecords } from "./live/use-live-records.ts";
export {
  addresses,
  InnerLink,
  type Navigation,
  NavigationProvider,
  useNavigation,
} from "./navigation/navigation.tsx";
export { FieldSurroundingsProvider } from "./services/field-surroundings.tsx";
export { type MenuGroup, PageHead, Shell } from "./shell/shell.tsx";
export { LanguageSwitch } from "./sign-in/language-switch.tsx";
export { SignInForm } from "./sign-in/sign-in-form.tsx";
export { ErrorState, HomeLink, Skeleton, StateBlock } from "./states/states.tsx";
export { type ThemeChoice, ThemeProvider, useMedia, useTheme } from "./theme/theme-provider.tsx";
export { ToastProvider, useToast } from "./toast/toast.tsx";
