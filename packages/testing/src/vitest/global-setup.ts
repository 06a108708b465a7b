import { reachTestServer, type TestServer } from "../server/test-server.ts";

/** For vitest's `globalSetup`: keeps the test server up between test files, from the first to the last. */
export async function setup(): Promise<() => void> {
  const server: TestServer = await reachTestServer();
  return () => server.release();
}
