import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { ROOT } from "./source-files.js";

const folder = join(ROOT, "examples");
const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));

afterEach(() => vi.restoreAllMocks());

test("the course is numbered without gaps", () => {
  expect(names.map((name) => Number(name.slice(0, 2)))).toEqual(names.map((_, i) => i + 1));
});

test.each(names)("%s prints its closing comment, in at most 40 lines", async (name) => {
  const source = readFileSync(join(folder, name), "utf8");
  const [code, comment] = source.split(/\n\n?\/\* prints\n/);
  expect(code!.split("\n").length).toBeLessThanOrEqual(40);
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...parts: unknown[]) => void printed.push(parts.join(" ")));
  await import(join(folder, name));
  expect(printed.join("\n")).toBe(comment!.replace(/\n\*\/\s*$/, ""));
});
