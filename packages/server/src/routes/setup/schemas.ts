import { objectOf, shortText } from "../../http/schemas.ts";

export const setupBody = objectOf({
  token: { type: "string", maxLength: 255 },
  email: shortText,
  password: { type: "string", maxLength: 4096 },
  name: shortText,
  workspace: objectOf({ name: shortText, timeZone: shortText, locale: shortText, currency: shortText }),
});
