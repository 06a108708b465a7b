import { useTranslation } from "react-i18next";
import { SetupField } from "./setup-field.tsx";

/** What is asked of the first person. */
export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly again: string;
}

const leastPassword = 10;

/** What is missing or wrong, by field, as keys of the interface's texts. */
export function accountProblems(
  account: Account,
): Partial<Record<keyof Account, "required" | "passwordShort" | "passwordDiffers">> {
  return {
    ...(account.name.trim() === "" ? { name: "required" as const } : {}),
    ...(/^\S+@\S+$/.test(account.email.trim()) ? {} : { email: "required" as const }),
    ...([...account.password].length < leastPassword ? { password: "passwordShort" as const } : {}),
    ...(account.again === account.password ? {} : { again: "passwordDiffers" as const }),
  };
}

interface AccountStepProps {
  readonly value: Account;
  readonly tried: boolean;
  onChange(value: Account): void;
}

export function AccountStep({ value, tried, onChange }: AccountStepProps) {
  const { t } = useTranslation();
  const problems = tried ? accountProblems(value) : {};
  const sentence = (field: keyof Account, label: string) => {
    const problem = problems[field];
    return problem === undefined
      ? undefined
      : problem === "required"
        ? t("setup.required", { label })
        : t(`setup.${problem}`);
  };
  const [name, email, password, again] = [
    t("setup.name"),
    t("setup.email"),
    t("setup.password"),
    t("setup.passwordAgain"),
  ];
  return (
    <div className="dg-setup-fields">
      <SetupField
        label={name}
        problem={sentence("name", name)}
        autoFocus
        autoComplete="name"
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
      <SetupField
        label={email}
        problem={sentence("email", email)}
        type="email"
        autoComplete="username"
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.target.value })}
      />
      <SetupField
        label={password}
        hint={t("setup.passwordHint")}
        problem={sentence("password", password)}
        type="password"
        autoComplete="new-password"
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
      <SetupField
        label={again}
        problem={sentence("again", again)}
        type="password"
        autoComplete="new-password"
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.target.value })}
      />
    </div>
  );
}
