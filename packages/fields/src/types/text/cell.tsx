export { TextCell } from "../../react/text-cell.tsx";
