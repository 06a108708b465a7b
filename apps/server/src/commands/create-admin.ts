import { randomBytes } from "node:crypto";
import type { Command, CommandContext } from "../cli/command.ts";
import { withServices } from "../compose/with-services.ts";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";

async function readPassword({ readInput }: CommandContext): Promise<string> {
  const text = await readInput();
  return text.replace(/\r?\n$/, "");
}

/** Makes an administrator, or gives one a new password. */
export const createAdmin: Command = {
  name: "create-admin",
  summary:
    "make an administrator, or reset the password of one; without --password-stdin a password is made and shown",
  words: [],
  options: {
    email: { type: "string", summary: "e-mail address to sign in with (required)" },
    "password-stdin": { type: "boolean", summary: "read the password from stdin" },
  },
  async run(context) {
    const email = context.line.values.get("email");
    if (email === undefined) throw new CommandError(exitCodes.usage, "create-admin needs --email EMAIL");
    const given = context.line.flags.has("password-stdin") ? await readPassword(context) : undefined;
    const password = given ?? randomBytes(15).toString("base64url");
    const { created } = await withServices(context, (services) =>
      services.identity.createAdmin({ email, password }),
    );
    const shown = given === undefined ? { password } : {};
    const news = created
      ? `Made the administrator ${email}`
      : `${email} is an administrator and has a new password`;
    return {
      json: { email, created, ...shown },
      lines: given === undefined ? [news, `Password: ${password}`] : [news],
    };
  },
};
