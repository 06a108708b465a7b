import { createContext, type ReactNode, useContext } from "react";

/** A text in a control that is still to become a value, e.g. the name of a record that was not chosen from the list. */
interface PendingText {
  /**
   * Looks the text up and hands its value on; a text that means nothing is handed on as it is, so that it
   * is named as a problem.
   */
  settle(): Promise<void>;
}

/** The texts of a form that are still to become values. */
export interface PendingTexts {
  /** Returns what takes it away again. */
  add(text: PendingText): () => void;
  /**
   * Waits until none is left.
   * @throws what a look-up failed with, e.g. that the connection is lost
   */
  settleAll(): Promise<void>;
}

export function createPendingTexts(): PendingTexts {
  const texts = new Set<PendingText>();
  return {
    add(text) {
      texts.add(text);
      return () => texts.delete(text);
    },
    async settleAll() {
      // One after the other: each is drawn before the next reads its row.
      for (const text of [...texts]) await text.settle();
    },
  };
}

const PendingTextsContext = createContext<PendingTexts | null>(null);

/** A form that waits for its look-ups before it saves. */
export function PendingTextsProvider({
  texts,
  children,
}: {
  readonly texts: PendingTexts;
  readonly children: ReactNode;
}) {
  return <PendingTextsContext value={texts}>{children}</PendingTextsContext>;
}

/** Null outside of a form. */
export function usePendingTexts(): PendingTexts | null {
  return useContext(PendingTextsContext);
}
