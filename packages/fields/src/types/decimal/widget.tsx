export { DecimalWidget } from "../../react/number-widget.tsx";
