import type { Value } from "@dougong/expression";
import type { Field } from "@dougong/fields";
import { idOf } from "@dougong/fields/react";
import type { ReactNode } from "react";
import { addresses, InnerLink } from "../navigation/navigation.tsx";

interface ReferenceLinkProps {
  readonly field: Field;
  readonly value: Value | undefined;
  readonly children: ReactNode;
}

/** A reference's label leads to its record; people have no page of their own yet. */
export function ReferenceLink({ field, value, children }: ReferenceLinkProps) {
  const id = idOf(value);
  if (field.type.kind !== "reference" || field.to === null || id === null || field.to.startsWith("system."))
    return <>{children}</>;
  return <InnerLink href={addresses.record(field.to, id)}>{children}</InnerLink>;
}
