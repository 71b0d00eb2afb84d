import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";

const folder = process.env.REGULARS_DATA ?? fileURLToPath(new URL("../../shared", import.meta.url));

/** The folder of reference values and data files, or undefined in a checkout that stands alone. */
export const sharedData: string | undefined = existsSync(folder) ? folder : undefined;

/** A `describe` that is skipped where there is no shared data: the only tests that may be. */
export const describeWithShared = describe.skipIf(sharedData === undefined);

/** A JSON file of the reference folder, `special/log_gamma.json`. */
export function readReference<T>(path: string): T {
  if (sharedData === undefined) throw new Error("readReference belongs inside describeWithShared");
  return JSON.parse(readFileSync(join(sharedData, "reference", path), "utf8")) as T;
}
