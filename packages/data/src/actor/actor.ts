/** Who does it. Every read and write names one; there is no default. */
export type Actor =
  | {
      readonly kind: "user";
      readonly user: string;
      readonly roles: readonly string[];
      readonly email: string;
      readonly locale: string;
    }
  | { readonly kind: "system"; readonly reason: string };

/** The platform itself, e.g. a job that purges the trash. The reason stands in the history. */
export function systemActor(reason: string): Actor {
  return { kind: "system", reason };
}

/** What brought a change about: history shows it. */
export interface Via {
  readonly kind: "api" | "flow" | "import" | "approval" | "rule" | "publish" | "restore";
  readonly id?: string;
}
