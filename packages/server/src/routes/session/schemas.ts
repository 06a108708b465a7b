import { answerOf, objectOf, text } from "../../http/schemas.ts";

export const person = answerOf({ id: text, email: text, name: text });

export const sessionAnswer = answerOf({ user: person, csrfToken: text });

export const signInBody = objectOf(
  {
    email: { type: "string", minLength: 1, maxLength: 255 },
    password: { type: "string", minLength: 1, maxLength: 1024 },
    otp: { type: "string", maxLength: 32 },
  },
  ["email", "password"],
);
