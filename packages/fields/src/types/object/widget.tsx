export { JsonWidget as ObjectWidget } from "../json/widget.tsx";
