import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { pool: "forks", include: ["test/**/*.long.test.ts"], env: { TZ: "UTC" }, testTimeout: 3_600_000 },
});
