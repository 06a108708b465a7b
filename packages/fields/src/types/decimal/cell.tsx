export { DecimalCell } from "../../react/number-cell.tsx";
