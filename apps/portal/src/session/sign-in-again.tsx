import { Dialog, SignInForm } from "@dougong/ui";
import { useTranslation } from "react-i18next";
import { useIsAsking, useSession, useSessionStore } from "./session-context.tsx";

/** The session has ended while somebody works: they sign in over their work, and go on. */
export function SignInAgain() {
  const { t } = useTranslation();
  const store = useSessionStore();
  const session = useSession();
  const asking = useIsAsking();
  if (!asking) return null;
  return (
    <Dialog title={t("signIn.again")} lead={t("signIn.againHint")} onClose={() => store.answer(session)}>
      <SignInForm
        {...(session === null ? {} : { email: session.user.email })}
        onSignedIn={(next) => {
          store.answer(next);
          if (session !== null && next.user.id !== session.user.id) location.reload();
        }}
      />
    </Dialog>
  );
}
