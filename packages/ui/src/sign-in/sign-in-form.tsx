import { ApiProblem, type Session, signIn } from "@dougong/client";
import { Button } from "antd";
import { CircleX, Eye, EyeOff } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import "../form/field.css";
import "./sign-in-form.css";

interface SignInFormProps {
  /** The address of whoever was signed in, when it happens in place. */
  readonly email?: string;
  onSignedIn(session: Session): void;
}

/** E-mail address and password; says what went wrong at the field. */
export function SignInForm({ email: known = "", onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const { client } = useApi();
  const id = useId();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [visible, setVisible] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || email.trim() === "" || password === "") return;
    setBusy(true);
    setProblem(null);
    signIn(client, email.trim(), password)
      .then(onSignedIn, setProblem)
      .finally(() => setBusy(false));
  };
  const sentence = problem === null ? null : sentenceOf(problem);
  return (
    <form className="dg-sign-in-form" onSubmit={submit} noValidate>
      <div>
        <label className="dg-field-label" htmlFor={`${id}-email`}>
          {t("signIn.email")}
        </label>
        <input
          id={`${id}-email`}
          className="dg-input"
          type="email"
          autoComplete="username"
          // biome-ignore lint/a11y/noAutofocus: the only thing to do on this screen is to type here
          autoFocus={known === ""}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <div>
        <label className="dg-field-label" htmlFor={`${id}-password`}>
          {t("signIn.password")}
        </label>
        <span className="dg-password">
          <input
            id={`${id}-password`}
            className="dg-input"
            type={visible ? "text" : "password"}
            autoComplete="current-password"
            // biome-ignore lint/a11y/noAutofocus: the only thing to do on this screen is to type here
            autoFocus={known !== ""}
            value={password}
            aria-invalid={sentence !== null || undefined}
            aria-describedby={sentence === null ? undefined : `${id}-problem`}
            onChange={(event) => setPassword(event.target.value)}
          />
          <button
            type="button"
            className="dg-icon-button"
            aria-label={t("signIn.showPassword")}
            aria-pressed={visible}
            onClick={() => setVisible(!visible)}
          >
            {visible ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
          </button>
        </span>
        {sentence === null ? null : (
          <div id={`${id}-problem`} className="dg-field-problem" role="alert">
            <CircleX size={14} aria-hidden="true" />
            {t(sentence.key, sentence.values)}
          </div>
        )}
      </div>
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>
        {t("action.signIn")}
      </Button>
    </form>
  );
}

function sentenceOf(problem: unknown) {
  if (problem instanceof ApiProblem && problem.status === 429)
    return { key: "signIn.tooMany", values: { seconds: problem.retryAfter ?? 60 } } as const;
  if (problem instanceof ApiProblem && (problem.status === 401 || problem.status === 422))
    return { key: "signIn.wrong", values: {} } as const;
  if (problem instanceof ApiProblem) return { key: "state.unavailable", values: {} } as const;
  return { key: "state.errorOffline", values: {} } as const;
}
