import { defineConfig } from "vitest/config";

export default defineConfig({
  // A browser on a crowded machine may lose a race that no user would; a fault of ours loses it twice.
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    retry: 1,
  },
});
