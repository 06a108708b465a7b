import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { installedTypesSource } from "../../scripts/bootstrap/installed-types.mjs";

/** What `dougong.config.json` names is drawn beside the types that come with the product. */
const installedTypes: Plugin = {
  name: "installed-types",
  enforce: "pre",
  load: (id) => installedTypesSource(id.split("?")[0] ?? id),
};

export default defineConfig({
  plugins: [installedTypes, react()],
  // The server puts a new nonce in its place with each answer (Content-Security-Policy).
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2022",
    sourcemap: false,
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": process.env["DOUGONG_URL"] ?? "http://localhost:3000" } },
});
