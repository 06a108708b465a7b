import { Popup } from "@dougong/fields/react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";

interface PopoverProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  onClose(): void;
  readonly children: ReactNode;
}

/** A small panel that takes the focus; Escape or a click elsewhere closes it and gives the focus back. */
export function Popover({ anchor, label, onClose, children }: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const panel = ref.current;
    const opener = anchor.current;
    panel?.querySelector<HTMLElement>("input,select,button,[tabindex='0']")?.focus();
    const onPointer = (event: PointerEvent) => {
      const target = event.target;
      if (!(target instanceof Node) || panel?.contains(target) === true || opener?.contains(target) === true)
        return;
      close.current();
    };
    document.addEventListener("pointerdown", onPointer, true);
    return () => {
      document.removeEventListener("pointerdown", onPointer, true);
      if (panel?.contains(document.activeElement) === true || document.activeElement === document.body) {
        opener?.querySelector<HTMLElement>("button")?.focus();
      }
    };
  }, [anchor]);
  return (
    <Popup anchor={anchor}>
      <div
        ref={ref}
        role="dialog"
        aria-label={label}
        className="dg-popover"
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.stopPropagation();
          onClose();
        }}
      >
        {children}
      </div>
    </Popup>
  );
}
