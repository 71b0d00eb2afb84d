import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeShared, readReference } from "../shared-data.js";

interface Table<C> {
  readonly cases: readonly C[];
}

/** The excerpt in test/golden. */
export function golden<C>(name: string): readonly C[] {
  return (JSON.parse(readFileSync(new URL(`../golden/special-${name}.json`, import.meta.url), "utf8")) as Table<C>).cases;
}

/** |got / wanted − 1|, or |got| where zero is wanted; Infinity for anything that is not a number. */
export function relativeError(got: number, wanted: number): number {
  const error = wanted === 0 ? Math.abs(got) : Math.abs(got / wanted - 1);
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

/** Every case within the tolerance; a failure names the worst. */
export function expectAll<C>(cases: readonly C[], error: (row: C) => number, tolerance: number): void {
  const worst = cases.map((row) => ({ error: error(row), ...row })).reduce((most, row) => (row.error > most.error ? row : most));
  expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(tolerance);
}

/** The excerpt always, the whole table of the shared reference where there is one. */
export function agreesWithTable<C>(
  name: string,
  error: (row: C) => number,
  tolerance: number,
  applies: (row: C) => boolean = () => true,
): void {
  test(`the excerpt of ${name}`, () => expectAll(golden<C>(name).filter(applies), error, tolerance));
  describeShared("with the shared reference", () => {
    test(`the whole table ${name}`, () => {
      const { cases } = readReference<Table<C>>(`special/${name.replaceAll("-", "_")}.json`);
      expect(cases.length).toBeGreaterThanOrEqual(100);
      expectAll(cases.filter(applies), error, tolerance);
    });
  });
}
