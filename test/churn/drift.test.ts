import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drift, fitBaseline } from "../../src/churn/drift.js";
import { InvalidInputError } from "../../src/errors.js";
import { random, randomNormal } from "../../src/math/random.js";

const normals = (count: number, mean: number, seed: number): number[] => {
  const dice = random(seed);
  return Array.from({ length: count }, () => randomNormal(dice, mean));
};

describe("the population stability index", () => {
  test("by hand: shares .2 .3 .5 that became .3 .3 .4", () => {
    const before = ["a", "a", "b", "b", "b", "c", "c", "c", "c", "c"];
    const now = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "c"];
    const [found] = drift(fitBaseline({ plan: before }), { plan: now });
    expect(found!.psi).toBeCloseTo(0.1 * Math.log(1.5) - 0.1 * Math.log(0.8), 14);
    expect(found).toMatchObject({ feature: "plan", band: "stable" });
    expect(found!.bins).toEqual([
      { bin: "a", before: 0.2, now: 0.3 },
      { bin: "b", before: 0.3, now: 0.3 },
      { bin: "c", before: 0.5, now: 0.4 },
    ]);
  });

  test("of samples of one distribution is about (bins − 1)(1/n + 1/m), and of shifted ones about the square of the shift", () => {
    const baseline = fitBaseline({ x: normals(4000, 0, 1) });
    // 9 (1/4000 + 1/4000) = 0.0045, with a standard deviation of about 0.002
    const [same] = drift(baseline, { x: normals(4000, 0, 2) });
    expect(same!.psi).toBeGreaterThan(0.0005);
    expect(same!.psi).toBeLessThan(0.012);
    // J of N(0, 1) and N(δ, 1) is δ²; ten bins lose a little of it
    const psi = (shift: number): number => drift(baseline, { x: normals(4000, shift, 3) })[0]!.psi;
    expect(psi(0.4)).toBeGreaterThan(0.12);
    expect(psi(0.4)).toBeLessThan(0.18);
    expect([0, 0.4, 0.8].map((shift) => drift(baseline, { x: normals(4000, shift, 4) })[0]!.band)).toEqual(["stable", "moved", "shifted"]);
  });

  const columns = fc.array(fc.option(fc.integer({ min: -3, max: 30 }), { nil: undefined }), { minLength: 1, maxLength: 40 });

  test("is 0 for the same points, never negative, symmetric for equal bins, and the same by rows and after JSON", () => {
    fc.assert(
      fc.property(columns, columns, (before, now) => {
        const baseline = fitBaseline({ x: before });
        expect(drift(baseline, { x: before })[0]!.psi).toBe(0);
        const [found] = drift(baseline, { x: now });
        expect(found!.psi).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(found!.psi)).toBe(true);
        const total = (side: "before" | "now"): number => found!.bins.reduce((sum, bin) => sum + bin[side], 0);
        expect(total("before")).toBeCloseTo(1, 12);
        expect(total("now")).toBeCloseTo(1, 12);
        const again = JSON.parse(JSON.stringify(fitBaseline(before.map((x) => ({ x }))))) as typeof baseline;
        expect(
          drift(
            again,
            now.map((x) => ({ x })),
          ),
        ).toEqual([found]);
      }),
    );
  });

  test("few values have a bin each; missing values and new categories theirs", () => {
    const baseline = fitBaseline({ visits: [1, 1, 2, 3, undefined, Number.NaN], plan: ["a", "b", "a", "a", "b", undefined] });
    expect(baseline.features[0]).toEqual({ name: "visits", kind: "number", edges: [1, 2], counts: [2, 1, 1, 2] });
    const found = drift(baseline, { visits: [1, 9, undefined, 2], plan: ["new", "__proto__", "a", "b"] });
    expect(found.map(({ feature }) => feature)).toEqual(["plan", "visits"]);
    expect(found[0]!.bins.map(({ bin }) => bin)).toEqual(["a", "b", "other", "not known"]);
    expect(found[1]!.bins.map(({ bin }) => bin)).toEqual(["≤ 1", "> 1, ≤ 2", "> 2", "not known"]);
  });

  test("a heap at one value makes no empty bins of its quantiles", () => {
    const heap = [...new Array<number>(90).fill(0), ...Array.from({ length: 20 }, (_, i) => i + 1)];
    const [feature] = fitBaseline({ x: heap }).features;
    expect(feature!.counts.slice(0, -1).every((count) => count > 0)).toBe(true);
    expect(feature!.counts.reduce((sum, count) => sum + count, 0)).toBe(110);
  });

  test("a feature of which nothing is known", () => {
    const [found] = drift(fitBaseline({ x: [undefined, undefined] }), { x: [undefined, 3] });
    expect(found!.bins.map(({ bin }) => bin)).toEqual(["all", "not known"]);
  });
});

describe("bad input", () => {
  const baseline = fitBaseline([{ x: 1, plan: "a" }]);
  test.each<[string, () => unknown, string]>([
    ["no points", () => fitBaseline([]), "points must be at least one point"],
    ["points without features", () => fitBaseline([{}]), "features must be at least one name"],
    ["a feature that the first point lacks", () => fitBaseline([{ x: 1 }, { x: 1, y: 2 }] as never), "row 0: point.y must be a key"],
    ["one bin", () => fitBaseline([{ x: 1 }], { bins: 1 }), "bins"],
    ["a text among numbers", () => fitBaseline([{ x: 1 }, { x: "a" }]), "row 1: point.x must be a finite number"],
    ["a number among texts", () => fitBaseline([{ x: "a" }, { x: 1 }]), "row 1: point.x must be a category"],
    ["an infinite number", () => drift(baseline, [{ x: Number.POSITIVE_INFINITY, plan: "a" }]), "row 0: point.x"],
    ["an absent feature", () => drift(baseline, [{ x: 1 } as never]), "row 0: point.plan must be a key of the point"],
    ["an absent column", () => drift(baseline, { x: [1] } as never), "point.plan must be a key"],
    ["columns of other lengths", () => drift(baseline, { x: [1, 2], plan: ["a"] }), "columns.plan"],
    ["nobody", () => drift(baseline, []), "points must be at least one point"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
