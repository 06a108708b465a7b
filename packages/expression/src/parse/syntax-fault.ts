/** Leaves the node being parsed; the problem has been reported. `final` ends the whole text. */
export class SyntaxFault extends Error {
  readonly final: boolean;

  constructor(final = false) {
    super("syntax fault");
    this.final = final;
  }
}
