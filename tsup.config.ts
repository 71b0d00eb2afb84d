import { defineConfig } from "tsup";

const shared = { format: "esm", target: "es2022", dts: false } as const;

export default defineConfig([
  {
    ...shared,
    // One file a module: simple-statistics does not say that it is free of side effects, so in a single file every importer would carry it.
    entry: ["src/**/*.ts", "!src/cli/**"],
    bundle: false,
    platform: "neutral",
    clean: ["!cli/**"],
  },
  {
    ...shared,
    // The command in one file, so that it starts without loading the chapters it does not use.
    entry: { main: "src/cli/main.ts" },
    outDir: "dist/cli",
    platform: "node",
    splitting: true,
    clean: true,
  },
]);
