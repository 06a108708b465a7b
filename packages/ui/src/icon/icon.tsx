import {
  Banknote,
  Boxes,
  Building2,
  CalendarDays,
  ChartNoAxesCombined,
  ClipboardList,
  Contact,
  Factory,
  FileText,
  Handshake,
  House,
  LayoutDashboard,
  type LucideIcon,
  Milestone,
  Package,
  Receipt,
  ReceiptText,
  ShoppingCart,
  Table2,
  Target,
  Truck,
  User,
  Users,
  Warehouse,
  Wrench,
} from "lucide-react";

/** Icons that documents may name; the whole of lucide would be a megabyte. */
const named: Readonly<Record<string, LucideIcon>> = {
  banknote: Banknote,
  boxes: Boxes,
  "building-2": Building2,
  "calendar-days": CalendarDays,
  "chart-no-axes-combined": ChartNoAxesCombined,
  "clipboard-list": ClipboardList,
  contact: Contact,
  factory: Factory,
  "file-text": FileText,
  handshake: Handshake,
  house: House,
  "layout-dashboard": LayoutDashboard,
  milestone: Milestone,
  package: Package,
  receipt: Receipt,
  "receipt-text": ReceiptText,
  "shopping-cart": ShoppingCart,
  "table-2": Table2,
  target: Target,
  truck: Truck,
  user: User,
  users: Users,
  warehouse: Warehouse,
  wrench: Wrench,
};

/** An icon by the name that a document gives; a table where there is none. */
export function DocumentIcon({
  name,
  size = 16,
}: {
  readonly name: string | undefined;
  readonly size?: number;
}) {
  const Drawing = named[name ?? ""] ?? Table2;
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" />;
}
