/** The mark: beam, arm and 斗 block seen from the front. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label="斗拱">
      <path className="dg-mark-beam" d="M2 3h20v3.2a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z" />
      <path className="dg-mark-beam" d="M5 8.6h14v2a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3z" opacity=".82" />
      <path fill="#C2392B" d="M8.5 15h7v3.6L14 21h-4l-1.5-2.4z" />
    </svg>
  );
}

/** The bracket set as a line drawing: the only large drawing of the product. */
export function BracketDrawing() {
  return (
    <svg
      className="dg-bracket"
      width="560"
      height="520"
      viewBox="0 0 560 520"
      fill="none"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M40 96H520V128H40zM84 128V156H136V128M424 128V156H476V128M254 128V156H306V128" />
      <path d="M70 156H490V176Q490 204 462 204H98Q70 204 70 176z" />
      <path d="M132 204V232H184V204M254 204V232H306V204M376 204V232H428V204" />
      <path d="M118 232H442V252Q442 280 414 280H146Q118 280 118 252z" />
      <path d="M180 280V308H232V280M328 280V308H380V280M254 280V308H306V280" />
      <path d="M166 308H394V328Q394 356 366 356H194Q166 356 166 328z" />
      <path d="M222 356H338V384L318 412H242L222 384z" />
      <path d="M250 412V520M310 412V520" />
    </svg>
  );
}
