export { IntegerWidget } from "../../react/number-widget.tsx";
