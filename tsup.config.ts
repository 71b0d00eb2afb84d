import { defineConfig } from "tsup";

export default defineConfig({
  // One file a module: simple-statistics does not say that it is free of side effects, so in a single file every importer would carry it.
  entry: ["src/**/*.ts"],
  bundle: false,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  clean: true,
  dts: false,
});
