import { defineConfig } from "vitest/config";

/** Tests of calendars and doors run again in a process whose own zone is far from UTC: no result may depend on it. */
const zoned = ["test/transactions/**/*.test.ts", "test/rfm/rfm.test.ts", "test/cli/dates.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      {
        test: { name: "all", include: ["test/**/*.test.ts"], exclude: ["test/**/*.long.test.ts"], env: { TZ: "UTC" }, testTimeout: 60_000 },
      },
      {
        test: {
          name: "auckland",
          include: zoned,
          exclude: ["test/**/*.long.test.ts"],
          env: { TZ: "Pacific/Auckland" },
          testTimeout: 60_000,
        },
      },
    ],
  },
});
