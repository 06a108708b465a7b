export { DecimalWidget as MoneyWidget } from "../../react/number-widget.tsx";
