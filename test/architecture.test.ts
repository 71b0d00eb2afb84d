import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeOnly, ROOT, type SourceFile, sourceFiles } from "./source-files.js";

/** Who may import whom: a folder's row names the folders whose files it may use beside its own. */
const LAYERS: Record<string, readonly string[]> = {
  errors: [],
  math: ["errors"],
  transactions: ["errors", "math"],
  rfm: ["errors", "math", "transactions"],
  tiers: ["errors", "math", "transactions"],
  clv: ["errors", "math", "transactions"],
  clusters: ["errors", "math", "transactions"],
  loyalty: ["errors", "math", "transactions"],
  lifecycle: ["errors", "math", "transactions"],
  churn: ["errors", "math", "transactions"],
  index: ["errors", "math", "transactions", "rfm", "tiers", "clv", "clusters", "loyalty", "lifecycle", "churn"],
  cli: ["index"],
};

/** The one file that imports each npm dependency. */
const IMPORTERS: Record<string, string> = {
  "simple-statistics": "math/natural-breaks.ts",
  "ml-kmeans": "clusters/starts.ts",
  papaparse: "cli/csv.ts",
  "date-fns": "cli/foreign-dates.ts",
  "@date-fns/utc": "cli/foreign-dates.ts",
};

/** Files over 200 lines, and why they stay whole. */
const LONG: Record<string, string> = {
  "cli/args.ts": "the one table of options, and which command takes which",
  "clusters/lloyd.ts": "one iteration with its bounds, repairs and report",
  "churn/grow.ts": "one tree over shared buffers: histograms, splits, rows, nodes",
  "churn/reason-table.ts": "the words of every feature, in two languages",
  "clv/bg-family.ts": "one family of models and the two ways to its expectation",
  "clv/evaluate.ts": "one report: its types, its tables and its notes",
  "clv/choose-model.ts": "one question: what it asks, its three kinds of customers, and what it says of the answer",
  "clv/covariates.ts": "one fit, and the way into its scale and back",
  "clv/fit.ts": "the contract of every fit: options, report and loop",
  "clv/model.ts": "the tables of all models' verbs, read side by side",
  "math/minimise.ts": "one minimiser: BFGS, then Newton, then the report",
  "index.ts": "the table of contents",
  "math/random.ts": "one generator and every draw that is made from it",
  "tiers/pyramid.ts": "four ways to cut one pyramid, with their types",
};

const files = sourceFiles();
const room = ({ path }: Pick<SourceFile, "path">): string =>
  path.includes("/") ? path.slice(0, path.indexOf("/")) : path.replace(/\.ts$/, "");
const isPackage = (from: string): boolean => !from.endsWith(".ts") && !from.startsWith("node:");
const packageName = (from: string): string =>
  from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");

test("every file stands in a room of the layer table, at most two levels deep", () => {
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    expect(Object.keys(LAYERS), file.path).toContain(room(file));
    expect(file.path.split("/").length, file.path).toBeLessThanOrEqual(2);
    expect(file.path).not.toMatch(/\b(?:utils|helpers|common|types|core)\b/);
  }
});

test.each(files.map((file) => [file.path, file] as const))("%s imports only what its layer may", (_, file) => {
  for (const { from } of file.imports.filter(({ from }) => from.endsWith(".ts"))) {
    const target = room({ path: from });
    if (target !== room(file)) expect(LAYERS[room(file)], `${file.path} → ${from}`).toContain(target);
    expect(files.map(({ path }) => path)).toContain(from);
  }
});

describe("dependencies", () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const importers = new Map<string, string[]>();
  for (const { path, imports } of files) {
    for (const name of new Set(
      imports
        .map(({ from }) => from)
        .filter(isPackage)
        .map(packageName),
    ))
      importers.set(name, [...(importers.get(name) ?? []), path]);
  }

  test("each has exactly one importing file, the one in the table, and none is unused or undeclared", () => {
    expect(Object.fromEntries([...importers].sort())).toEqual(
      Object.fromEntries(
        Object.entries(IMPORTERS)
          .sort()
          .map(([name, path]) => [name, [path]]),
      ),
    );
    expect(Object.keys(dependencies).sort()).toEqual(Object.keys(IMPORTERS).sort());
  });

  test("only the command touches Node's own modules", () => {
    const touching = files.filter(({ imports }) => imports.some(({ from }) => from.startsWith("node:")));
    expect(touching.filter((file) => room(file) !== "cli").map(({ path }) => path)).toEqual([]);
  });
});

describe("the core is pure", () => {
  const core = files.filter((file) => room(file) !== "cli");
  const forbidden =
    /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\bconsole\.|\bprocess\.(?:env|cwd|argv|stdout|hrtime|platform)\b|\bglobalThis\b|\.toLocale|\blocaleCompare\b|\bgetTimezoneOffset\b|\.get(?:Date|Month|FullYear|Hours)\(/;
  test.each(core.map(({ path, text }) => [path, text] as const))("%s reads no clock, dice, locale, environment or console", (_, text) => {
    expect(codeOnly(text).match(forbidden)?.[0]).toBeUndefined();
  });

  test("the check would find a breach", () => {
    expect(codeOnly('const text = "Math.random"; // Math.random')).not.toMatch(forbidden);
    expect(codeOnly("const now = Date.now();")).toMatch(forbidden);
  });
});

test.each(files.map(({ path, text }) => [path, text] as const))(
  "%s: named exports, no enum, no class but the errors, explicit about its length",
  (path, text) => {
    const code = codeOnly(text);
    expect(code).not.toMatch(/^export default/m);
    expect(code).not.toMatch(/\benum\s+\w+\s*\{/);
    expect(code.match(/^\s*(?:export\s+)?(?:abstract\s+)?class\s+\w+\b(?!(?:<[^{]*>)? extends \w*Error\b).*$/m)?.[0]).toBeUndefined();
    const lines = text.split("\n").length - 1;
    if (lines > 200) expect(LONG, `${path} has ${lines} lines: split it, or give a reason`).toHaveProperty([path]);
  },
);

test("the reasons for length are still needed", () => {
  const lengths = new Map(files.map(({ path, text }) => [path, text.split("\n").length - 1]));
  for (const path of Object.keys(LONG)) expect(lengths.get(path) ?? 0, path).toBeGreaterThan(200);
});

test("no circle of imports at run time", () => {
  const graph = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(({ from, typeOnly }) => from.endsWith(".ts") && !typeOnly).map(({ from }) => from),
    ]),
  );
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    expect(trail, `circle: ${[...trail, path].join(" → ")}`).not.toContain(path);
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
});
