import { ApiProblem, type Session, setUp } from "@dougong/client";
import { Button } from "antd";
import { Check } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api-context.tsx";
import { Mark } from "../brand/mark.tsx";
import { LanguageSwitch } from "../sign-in/language-switch.tsx";
import { type Account, AccountStep, accountProblems } from "./account-step.tsx";
import { ExamplesStep } from "./examples-step.tsx";
import {
  type WorkspaceFacts,
  WorkspaceStep,
  workspaceDefaults,
  workspaceProblems,
} from "./workspace-step.tsx";
import "./setup.css";

interface SetupPageProps {
  /** From the address that the server printed. */
  readonly token: string;
  onSignedIn(session: Session): void;
  onDone(): void;
}

const steps = ["account", "workspace", "start"] as const;
type Step = (typeof steps)[number];

/** The first run: who, where, with what. The account is made before anything is installed. */
export function SetupPage({ token, onSignedIn, onDone }: SetupPageProps) {
  const { t, i18n } = useTranslation();
  const { client } = useApi();
  const [step, setStep] = useState<Step>("account");
  const [account, setAccount] = useState<Account>({ name: "", email: "", password: "", again: "" });
  const [facts, setFacts] = useState<WorkspaceFacts>(() => workspaceDefaults(i18n.language));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<readonly string[]>([]);

  const create = async () => {
    setBusy(true);
    setRefusal([]);
    try {
      const { name, email, password } = account;
      onSignedIn(
        await setUp(client, {
          token,
          email: email.trim(),
          password,
          name: name.trim(),
          workspace: { ...facts, name: facts.name.trim() },
        }),
      );
      setStep("start");
    } catch (problem) {
      setRefusal(sentencesOf(problem, t("state.errorOffline"), t("setup.noToken")));
      if (
        problem instanceof ApiProblem &&
        problem.items.some((item) => /^\/(email|password|name)/.test(item.path))
      )
        setStep("account");
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (step === "account" && Object.keys(accountProblems(account)).length === 0) {
      setTried(false);
      setRefusal([]);
      setStep("workspace");
    } else if (step === "workspace" && Object.keys(workspaceProblems(facts)).length === 0) {
      void create();
    }
  };
  return (
    <div className="dg-setup">
      <SetupSteps step={step} account={account} facts={facts} />
      {step === "start" ? (
        <ExamplesStep onDone={onDone} />
      ) : (
        <main className="dg-setup-main">
          <form onSubmit={submit} noValidate className="dg-setup-form">
            <div className="dg-setup-body">
              <h1>{t(`setup.${step}Title`)}</h1>
              <p className="dg-2">{t(`setup.${step}Lead`)}</p>
              {refusal.length === 0 ? null : (
                <div className="dg-alert dg-alert-danger" role="alert">
                  <span>{refusal.join(" ")}</span>
                </div>
              )}
              {step === "account" ? (
                <AccountStep value={account} tried={tried} onChange={setAccount} />
              ) : (
                <WorkspaceStep value={facts} tried={tried} onChange={setFacts} />
              )}
            </div>
            <footer className="dg-setup-foot">
              {step === "workspace" ? (
                <Button size="large" onClick={() => setStep("account")}>
                  {t("action.previous")}
                </Button>
              ) : null}
              <span className="dg-space" />
              <Button type="primary" size="large" htmlType="submit" loading={busy}>
                {t("action.next")}
              </Button>
            </footer>
          </form>
        </main>
      )}
    </div>
  );
}

function sentencesOf(problem: unknown, offline: string, noToken: string): readonly string[] {
  if (!(problem instanceof ApiProblem)) return [offline];
  if (problem.status === 401) return [noToken];
  return problem.items.length === 0 ? [problem.title] : problem.items.map((item) => item.message);
}

function SetupSteps({
  step,
  account,
  facts,
}: {
  readonly step: Step;
  readonly account: Account;
  readonly facts: WorkspaceFacts;
}) {
  const { t } = useTranslation();
  const at = steps.indexOf(step);
  const hints = {
    account: at > 0 ? `${account.name}, ${account.email}` : t("setup.accountHint"),
    workspace: at > 1 ? `${facts.name}, ${facts.timeZone}, ${facts.currency}` : t("setup.workspaceHint"),
    start: t("setup.startHint"),
  };
  return (
    <aside className="dg-setup-side">
      <div className="dg-row dg-g8 dg-setup-brand">
        <Mark size={28} />
        <span>斗拱</span>
      </div>
      <ol>
        {steps.map((each, index) => (
          <li
            key={each}
            data-state={index < at ? "done" : index === at ? "current" : "coming"}
            aria-current={index === at ? "step" : undefined}
          >
            <b aria-hidden="true">{index < at ? <Check size={14} strokeWidth={2.5} /> : index + 1}</b>
            <div>
              <div>
                {t(`setup.${each}`)}
                {index < at ? <span className="dg-hidden">{t("setup.finished")}</span> : null}
              </div>
              <div className="dg-small dg-3">{hints[each]}</div>
            </div>
          </li>
        ))}
      </ol>
      <span className="dg-space" />
      <LanguageSwitch />
    </aside>
  );
}
