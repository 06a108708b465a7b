import type { Catalogue } from "@dougong/fields";
import { createContext, type ReactNode, useContext } from "react";

/** The published design in the user's language, with the workspace's facts that values are shown by. */
export interface Design {
  readonly catalogue: Catalogue;
  /** BCP 47 of the user. */
  readonly language: string;
  /** IANA zone of dates and times. */
  readonly timeZone: string;
  readonly currency: string;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly roles: readonly string[];
  };
}

const DesignContext = createContext<Design | null>(null);

export function DesignProvider({
  design,
  children,
}: {
  readonly design: Design;
  readonly children: ReactNode;
}) {
  return <DesignContext value={design}>{children}</DesignContext>;
}

/** @throws Error where no `DesignProvider` stands above */
export function useDesign(): Design {
  const design = useContext(DesignContext);
  if (design === null) throw new Error("A DesignProvider is missing");
  return design;
}
