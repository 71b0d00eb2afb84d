import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, test } from "vitest";

const folder = process.env.REGULARS_DATA ?? resolve(import.meta.dirname, "../../shared");

/** Where the reference data lie, or undefined when this checkout stands alone. */
export const shared: string | undefined = existsSync(folder) ? folder : undefined;

/** Tests that need the reference data: the only tests that may be skipped. Without it their body, which may read files, is not run. */
export function describeShared(name: string, fn: () => void): void {
  if (shared !== undefined) describe(name, fn);
  else describe.skip(name, () => test("needs the reference data", () => undefined));
}

/** Text of a reference file; `.gz` is unpacked. */
export function readShared(path: string): string {
  const bytes = readFileSync(resolve(shared ?? folder, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

export function readSharedJson<T = unknown>(path: string): T {
  return JSON.parse(readShared(path)) as T;
}

/** A JSON file of the reference folder: `special/log_gamma.json`. */
export function readReference<T>(path: string): T {
  return readSharedJson<T>(`reference/${path}`);
}

/** Where a data file lies, for what must read it from disk. */
export function sharedPath(path: string): string {
  return resolve(shared ?? folder, path);
}
