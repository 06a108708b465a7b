export { JsonCell as ObjectCell } from "../json/cell.tsx";
