export { PlainNumberCell as IntegerCell } from "../../react/number-cell.tsx";
