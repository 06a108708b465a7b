export { JsonCell as ListCell } from "../json/cell.tsx";
