import type { CookieSerializeOptions } from "@fastify/cookie";

/** The cookie that holds the session's secret. */
export interface SessionCookie {
  readonly name: string;
  readonly options: CookieSerializeOptions;
}

/**
 * True when a request bears a session's cookie of either name, be it valid or not: a page tells its scripts, so that
 * nobody asks for the session of one who is not signed in.
 */
export function bearsSession(header: string | undefined): boolean {
  return /(?:^|;\s*)(?:__Host-)?dougong_session=./.test(header ?? "");
}

const thirtyDays = 30 * 24 * 60 * 60;

/** On https the name binds it to this very host (`__Host-`), without a port or path to confuse it with. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const https = new URL(publicUrl).protocol === "https:";
  return {
    name: https ? "__Host-dougong_session" : "dougong_session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: https, maxAge: thirtyDays },
  };
}
