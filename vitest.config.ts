import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests of calendars and doors run again in a process whose own zone is far from UTC: no result may depend on it. */
const zoned = ["test/transactions/**/*.test.ts", "test/rfm/rfm.test.ts", "test/cli/dates.test.ts"];
const exclude = ["test/**/*.long.test.ts"];
const results = process.env.REGULARS_TEST_RESULTS;

export default defineConfig({
  resolve: { alias: { regulars: fileURLToPath(new URL("src/index.ts", import.meta.url)) } },
  test: {
    pool: "forks",
    // nothing here changes what it imports, so that files share the modules of their worker: half the time goes otherwise into importing
    isolate: false,
    // by default one core is left idle, which of two is half
    maxWorkers: "100%",
    testTimeout: 60_000,
    reporters: results ? ["default", "json"] : ["default"],
    ...(results && { outputFile: { json: results } }),
    projects: [
      { extends: true, test: { name: "all", include: ["test/**/*.test.ts"], exclude, env: { TZ: "UTC" } } },
      { extends: true, test: { name: "auckland", include: zoned, exclude, env: { TZ: "Pacific/Auckland" } } },
    ],
  },
});
