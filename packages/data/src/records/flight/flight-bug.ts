/**
 * A fault of the flight itself: a part of a write may have been committed, or was about to be.
 * Nothing a caller sends can cause one; whoever gets it must stop the process rather than go on.
 */
export class FlightBug extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "FlightBug";
  }
}
