import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";

interface PopupProps {
  /** The element that the popup belongs to. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly minWidth?: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A panel under (or above) its anchor. It stands in the browser's top layer, so no scrolling
 * table cuts it off and it works inside a dialog.
 */
export function Popup({ anchor, minWidth = 0, className = "", children }: PopupProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const panel = ref.current;
    if (panel === null) return;
    panel.showPopover();
    const place = () => placeBelow(panel, anchor.current, minWidth);
    place();
    const sizes = new ResizeObserver(place);
    sizes.observe(panel);
    window.addEventListener("scroll", place, true);
    window.addEventListener("resize", place);
    return () => {
      sizes.disconnect();
      window.removeEventListener("scroll", place, true);
      window.removeEventListener("resize", place);
    };
  }, [anchor, minWidth]);
  return (
    <div ref={ref} popover="manual" className={`dg-popup ${className}`}>
      {children}
    </div>
  );
}

const margin = 8;

function placeBelow(panel: HTMLElement, anchor: HTMLElement | null, minWidth: number): void {
  if (anchor === null) return;
  const at = anchor.getBoundingClientRect();
  const view = document.documentElement;
  panel.style.minWidth = `${Math.min(Math.max(at.width, minWidth), view.clientWidth - 2 * margin)}px`;
  const size = panel.getBoundingClientRect();
  const below = view.clientHeight - at.bottom - margin;
  const top = size.height <= below || below >= at.top ? at.bottom + 4 : at.top - size.height - 4;
  panel.style.top = `${Math.max(margin, top)}px`;
  panel.style.left = `${Math.max(margin, Math.min(at.left, view.clientWidth - size.width - margin))}px`;
}
