export { createServer, type ServerOptions } from "./create-server.ts";
export type { Access, RouteDeclaration } from "./http/access.ts";
export type { DeclaredRoute } from "./http/fastify-types.ts";
export { createArgon2Hasher } from "./password/argon2-hasher.ts";
export type { ServerConfig, Services } from "./services.ts";
