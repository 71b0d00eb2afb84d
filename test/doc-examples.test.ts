import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import * as regulars from "../src/index.js";
import { ROOT, sourceFiles } from "./source-files.js";

interface Example {
  readonly name: string;
  readonly code: string;
}

const AsyncFunction = (async () => undefined).constructor as new (...parts: string[]) => (...values: unknown[]) => Promise<unknown>;

/** Every `@example` of a source file, up to the next tag. */
function examplesOf({ path, text }: { path: string; text: string }): Example[] {
  return [...text.matchAll(/\/\*\*([\s\S]*?)\*\//g)].flatMap(([, comment]) => {
    const lines = comment!.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
    return lines.flatMap((line, i) => {
      if (!line.startsWith("@example")) return [];
      const rest = lines.slice(i + 1);
      const end = rest.findIndex((next) => next.startsWith("@"));
      const body = (end < 0 ? rest : rest.slice(0, end)).filter(
        (next) => !next.startsWith("```") && !/^import .* from "regulars";$/.test(next),
      );
      return [{ name: `${path}: ${body.find((next) => next.trim())}`, code: body.join("\n") }];
    });
  });
}

/** Runs an example; `expression; // => value`, or the value in a comment on the next line, is compared. Gives the number compared. */
async function runExample(code: string): Promise<number> {
  const names = Object.keys(regulars);
  let checks = 0;
  const check = (found: unknown, expected: unknown, text: string): void => {
    checks++;
    const numbers = ArrayBuffer.isView(found) ? Array.from(found as Float64Array) : found;
    if (typeof expected === "number" && typeof found === "number") expectPrinted(found, expected, text);
    else if (Array.isArray(numbers) && Array.isArray(expected) && [...numbers, ...expected].every((value) => typeof value === "number")) {
      expect(numbers).toHaveLength(expected.length);
      const texts = text.replace(/[[\]\s]/g, "").split(",");
      for (const [i, value] of expected.entries()) expectPrinted(numbers[i], value, texts[i]!);
    } else expect(found).toEqual(expected);
  };
  const script: string[] = [];
  let statement = "";
  for (const line of code.split("\n")) {
    const value = /^(.*?)\/\/ => (.*)$/.exec(line);
    statement += `${value ? value[1] : line}\n`;
    if (value) {
      const previous = statement.trim() === "" ? (script.pop() ?? "") : statement;
      script.push(`__check((${previous.trim().replace(/;$/, "")}), (${value[2]}), ${JSON.stringify(value[2])});`);
      statement = "";
    } else if (parses(statement)) {
      if (statement.trim() !== "") script.push(statement);
      statement = "";
    }
  }
  script.push(statement);
  await new AsyncFunction(...names, "__check", script.join("\n"))(...Object.values(regulars), check);
  return checks;
}

/** To the digits that are printed: decimals may be rounded, whole numbers are exact. */
function expectPrinted(found: number, expected: number, text: string): void {
  const [, decimals] = /\.(\d+)$/.exec(text.trim()) ?? [];
  expect(found).toBeCloseTo(expected, Math.min(9, decimals?.length ?? 9));
}

function parses(code: string): boolean {
  try {
    new AsyncFunction(code);
    return /;\s*$|\}\s*$|^\s*$/.test(code.replace(/\/\/.*$/gm, ""));
  } catch {
    return false;
  }
}

const examples = sourceFiles().flatMap(examplesOf);

describe("examples in the docs", () => {
  test("there are some", () => expect(examples.length).toBeGreaterThan(25));

  test.each(examples.map(({ name, code }) => [name, code] as const))("%s", async (_, code) => {
    expect(await runExample(code), "an example compares something").toBeGreaterThan(0);
  });

  test("an example that is wrong fails", async () => {
    await expect(runExample("rfm([], { asOf: 0 }).length; // => 1")).rejects.toThrow();
    await expect(runExample("1 + 1;\n// => 3")).rejects.toThrow();
  });
});

test("every exported function has an example or is named in one", () => {
  const all = examples.map(({ code }) => code).join("\n");
  const functions = Object.entries(regulars).flatMap(([name, value]) =>
    typeof value === "function" && !/^[A-Z]/.test(name) ? [name] : [],
  );
  expect(functions.filter((name) => !new RegExp(`\\b${name}\\b`).test(all))).toEqual([]);
});

const PAGES = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => join("docs", name))].filter((name) => name.endsWith(".md"));

/** Each `ts` block with the `text` block right after it; undefined where there is none. */
function blocksOf(page: string): { readonly code: string; readonly output: string | undefined }[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/```ts\n([\s\S]*?)```(?:\s*```text\n([\s\S]*?)```)?/g)].map(([, code, output]) => ({ code: code!, output }));
}

test.each(PAGES)("the code of %s prints what the page says", async (page) => {
  const blocks = blocksOf(page);
  expect(blocks.length).toBeGreaterThan(0);
  for (const { code, output } of blocks) {
    const printed: string[] = [];
    const body = code.replace(/^import [^;]* from "regulars";$/gm, "");
    const script = transformSync(body, { loader: "ts" }).code;
    await new AsyncFunction(...Object.keys(regulars), "console", script)(...Object.values(regulars), {
      log: (...parts: unknown[]) => printed.push(parts.join(" ")),
    });
    expect(`${printed.join("\n")}\n`).toBe(output);
  }
});

test("the code of the pages has no error of types under strict", () => {
  const folder = mkdtempSync(join(tmpdir(), "regulars-pages-"));
  try {
    for (const [p, page] of PAGES.entries()) {
      for (const [i, { code }] of blocksOf(page).entries()) writeFileSync(join(folder, `${p}-${i}.mts`), code);
    }
    const paths = { regulars: [join(ROOT, "src/index.ts")] };
    const compilerOptions = { noUncheckedIndexedAccess: false, typeRoots: [join(ROOT, "node_modules/@types")], paths };
    const config = { extends: join(ROOT, "tsconfig.json"), compilerOptions, include: ["*.mts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    expect(spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" }).stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(PAGES)("%s leads to files that there are", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) => join(ROOT, dirname(page), to!));
  expect(links.filter((path) => !existsSync(path))).toEqual([]);
});

test("the README names every function of lifetime value", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const index = readFileSync(join(ROOT, "src/index.ts"), "utf8");
  const names = [...index.matchAll(/^export \{([^}]*)\} from "\.\/clv\//gm)].flatMap(([, list]) =>
    list!.split(",").flatMap((name) => (/^\s*\w+\s*$/.test(name) ? [name.trim()] : [])),
  );
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme))).toEqual([]);
});
