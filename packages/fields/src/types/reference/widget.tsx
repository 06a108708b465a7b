export { ReferenceWidget } from "../../react/reference-widget.tsx";
