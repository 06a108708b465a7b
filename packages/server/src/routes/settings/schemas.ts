import { anyObject, appId, objectOf } from "../../http/schemas.ts";

export const settingsParams = objectOf({ app: appId });

/** Values by field id: they are checked by the app's settings document. */
export const settingsBody = anyObject;
