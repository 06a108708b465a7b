export { ReferenceCell } from "../../react/reference-cell.tsx";
