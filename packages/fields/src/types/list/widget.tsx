export { JsonWidget as ListWidget } from "../json/widget.tsx";
