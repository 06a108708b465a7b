/** Who does it. Every read and write names one; there is no default. */
export type Actor =
  | {
      readonly kind: "user";
      readonly user: string;
      readonly roles: readonly string[];
      readonly email: string;
      readonly locale: string;
      /** Their department and their superior, as they stood when the request began: `$user.unit`, `$user.manager`. */
      readonly unit?: string | null;
      readonly manager?: string | null;
    }
  | { readonly kind: "system"; readonly reason: string };

/** The platform itself, e.g. a job that purges the trash. The reason stands in the history. */
export function systemActor(reason: string): Actor {
  return { kind: "system", reason };
}

/** `$user` as expressions read it. */
export function userValue(actor: Extract<Actor, { kind: "user" }>) {
  const { user: id, email, roles, unit = null, manager = null } = actor;
  return { id, email, roles: [...roles], unit, units: unit === null ? [] : [unit], manager };
}

/** What brought a change about: history shows it. */
export interface Via {
  readonly kind: "api" | "flow" | "import" | "approval" | "rule" | "publish" | "restore";
  readonly id?: string;
}
