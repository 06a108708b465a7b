import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import "./http/fastify-types.ts";
import { accessControl } from "./plugins/access-control.ts";
import { authentication } from "./plugins/authentication.ts";
import { declaredRoutes } from "./plugins/declared-routes.ts";
import { dryRun } from "./plugins/dry-run.ts";
import { formBodies } from "./plugins/form-bodies.ts";
import { idempotency } from "./plugins/idempotency.ts";
import { jsonBody } from "./plugins/json-body.ts";
import { metrics } from "./plugins/metrics.ts";
import { problems, sendFrameworkProblem } from "./plugins/problems.ts";
import { rateLimit } from "./plugins/rate-limit.ts";
import { requestContext } from "./plugins/request-context.ts";
import { requestId } from "./plugins/request-id.ts";
import { securityHeaders } from "./plugins/security-headers.ts";
import { validation } from "./plugins/validation.ts";
import { registerPortal } from "./portal/portal.ts";
import { resources } from "./routes/registry.ts";
import type { Services } from "./services.ts";

export interface ServerOptions extends Services {
  /** Logs go where the root sends them: JSON lines on stderr. */
  readonly logger: Logger;
  /** Makes request ids. */
  newRequestId(): string;
}

const bodyLimit = 1024 * 1024;

function createFastify(options: ServerOptions): FastifyInstance {
  const logger: FastifyBaseLogger = options.logger;
  return Fastify({
    loggerInstance: logger,
    genReqId: options.newRequestId,
    logController: new LogController({ requestIdLogLabel: "requestId", disableRequestLogging: true }),
    bodyLimit,
    trustProxy: options.config.trustProxy === true,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => void sendFrameworkProblem(error, request, reply),
  });
}

/**
 * The HTTP server of a workspace. `listen` it, or `inject` requests; `close` lets running requests end.
 *
 * @throws Error when a route does not declare its access and schemas
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, workspace } = options;
  const app = createFastify(options);
  await app.register(declaredRoutes);
  await app.register(requestId);
  await app.register(requestContext, options);
  await app.register(problems);
  await app.register(securityHeaders, { https: new URL(config.publicUrl).protocol === "https:" });
  await app.register(metrics, options);
  await app.register(authentication, { identity: options.identity, publicUrl: config.publicUrl });
  await app.register(rateLimit, { limit: config.rateLimit, now: () => workspace.clock.now().getTime() });
  await app.register(accessControl);
  await app.register(dryRun);
  await app.register(jsonBody);
  await app.register(formBodies);
  await app.register(idempotency, { workspace });
  await app.register(validation);
  for (const resource of resources) resource.register(app, options);
  if (config.staticDirectory !== undefined) await registerPortal(app, config.staticDirectory);
  await app.ready();
  return app;
}
