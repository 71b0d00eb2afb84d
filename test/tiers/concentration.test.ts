import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gini, herfindahl, InvalidInputError, lorenz, paretoExponent, profitCurve, topShare } from "../../src/index.js";

const amounts = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  .filter((values) => values.some((value) => value > 1));

describe("lorenz", () => {
  test("goes from the lowest values to the highest", () => {
    expect(lorenz([50, 10, 40])).toEqual([
      { customers: 0, value: 0 },
      { customers: 1 / 3, value: 0.1 },
      { customers: 2 / 3, value: 0.5 },
      { customers: 1, value: 1 },
    ]);
  });

  test("takes equal steps, between customers in proportion", () => {
    expect(lorenz([1, 3], { steps: 4 })!.map(({ value }) => value)).toEqual([0, 0.125, 0.25, 0.625, 1]);
    expect(lorenz(new Array<number>(5000).fill(1))).toHaveLength(101);
  });

  test("negative values take it below 0", () => {
    expect(lorenz([-10, 110])![1]!.value).toBe(-0.1);
  });
});

describe("gini", () => {
  test.each<[number[], number]>([
    [[3, 3, 3], 0],
    [[0, 0, 0, 8], 0.75],
    [[1, 2, 3, 4], 0.25],
    [[7], 0],
    [[-50, 100], 1.5],
  ])("of %j is %d", (values, expected) => {
    // One rounding for each value.
    expect(gini(values)).toBeCloseTo(expected, 14);
  });

  test("is between 0 and (n − 1)/n for values that are not negative, and does not mind scale or order", () =>
    fc.assert(
      fc.property(amounts, (values) => {
        const coefficient = gini(Object.freeze([...values]))!;
        expect(coefficient).toBeGreaterThanOrEqual(0);
        expect(coefficient).toBeLessThanOrEqual((values.length - 1) / values.length + 1e-12);
        expect(gini([...values].reverse())).toBe(coefficient);
        expect(gini(values.map((value) => value * 100))).toBeCloseTo(coefficient, 10);
      }),
    ));

  test("is one minus twice the area under the Lorenz curve", () =>
    fc.assert(
      fc.property(amounts, (values) => {
        const points = lorenz(values, { steps: values.length })!;
        const area = points.slice(1).reduce((sum, { value }, i) => sum + (value + points[i]!.value) / 2 / values.length, 0);
        expect(gini(values)).toBeCloseTo(1 - 2 * area, 10);
      }),
    ));
});

describe("topShare", () => {
  test("is interpolated: 20 % of 7 customers are 1.4", () => {
    expect(topShare([40, 20, 10, 10, 10, 5, 5], 0.2)).toBeCloseTo(0.48, 14);
  });

  test.each([
    [0, 0],
    [1, 1],
  ])("of %d is %d", (fraction, share) => {
    expect(topShare([3, 9, 1], fraction)).toBe(share);
  });

  test("grows with the fraction and is at least the fraction", () =>
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (values, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(topShare(values, low)).toBeLessThanOrEqual(topShare(values, high)! + 1e-12);
        expect(topShare(values, low)).toBeGreaterThanOrEqual(low - 1e-12);
      }),
    ));
});

describe("herfindahl", () => {
  test.each<[number[], object]>([
    [[5, 5, 5, 5], { index: 0.25, normalised: 0, effectiveNumber: 4 }],
    [[0, 9], { index: 1, normalised: 1, effectiveNumber: 1 }],
    [[9], { index: 1, normalised: undefined, effectiveNumber: 1 }],
    [[3, 1], { index: 0.625, normalised: 0.25, effectiveNumber: 1.6 }],
  ])("of %j", (values, expected) => {
    expect(herfindahl(values)).toEqual(expected);
  });
});

describe("paretoExponent", () => {
  test("is the maximum likelihood estimate above a given minimum", () => {
    // α = 1 + n / Σ ln(x / min), σ = (α − 1) / √n: ln 1 + ln e + ln e² = 3.
    expect(paretoExponent([1, Math.E, Math.E ** 2, 0.2, -4], { minimum: 1 })).toMatchObject({
      ...{ minimum: 1, count: 3, exponent: 2 },
      standardError: 1 / Math.sqrt(3),
    });
  });

  test("recovers the exponent of exact quantiles, and finds where the tail begins", () => {
    const tail = Array.from({ length: 2000 }, (_, i) => 100 * (1 - (i + 0.5) / 2000) ** (-1 / 1.5));
    const body = Array.from({ length: 2000 }, (_, i) => 1 + (99 * (i + 0.5)) / 2000);
    const given = paretoExponent(tail, { minimum: 100 })!;
    expect(Math.abs(given.exponent - 2.5)).toBeLessThan(3 * given.standardError);
    const found = paretoExponent([...tail, ...body])!;
    expect(Math.abs(found.exponent - 2.5)).toBeLessThan(3 * found.standardError);
    expect(found.minimum).toBeGreaterThan(80);
    expect(found.minimum).toBeLessThan(150);
    expect(found.distance).toBeLessThan(0.02);
  });

  test.each([[[]], [[5]], [[3, 3, 3]], [[-1, 0]]])("is undefined where there is no tail: %j", (values) => {
    expect(paretoExponent(values)).toBeUndefined();
  });
});

describe("profitCurve", () => {
  test("rises to its peak and gives back", () => {
    const curve = profitCurve([5, -20, 100, 0, -5]);
    expect([...curve.cumulative]).toEqual([0, 100, 105, 105, 100, 80]);
    expect(curve).toMatchObject({
      ...{ customers: 5, total: 80 },
      peak: { customers: 2, share: 0.4, profit: 105, multiple: 105 / 80 },
      givenBack: { customers: 2, profit: 25, share: 25 / 105 },
    });
  });

  test.each<[number[], object]>([
    [
      [],
      {
        customers: 0,
        total: 0,
        peak: { customers: 0, share: 0, profit: 0, multiple: undefined },
        givenBack: { customers: 0, profit: 0, share: undefined },
      },
    ],
    [[-3], { total: -3, peak: { customers: 0, profit: 0, multiple: undefined }, givenBack: { customers: 1, profit: 3, share: undefined } }],
    [[4], { total: 4, peak: { customers: 1, share: 1, profit: 4, multiple: 1 }, givenBack: { customers: 0, profit: 0, share: 0 } }],
  ])("of %j", (profits, expected) => {
    expect(profitCurve(profits)).toMatchObject(expected);
  });

  test("the peak is the highest point, and what is given back is the way down", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 }), (profits) => {
        const { cumulative, peak, givenBack, total } = profitCurve(Object.freeze(profits) as number[]);
        expect(peak.profit).toBe(Math.max(...cumulative));
        expect(cumulative[peak.customers]).toBe(peak.profit);
        expect(peak.profit - givenBack.profit).toBe(total);
      }),
    ));
});

describe("absent and wrong", () => {
  test.each([[[]], [[0, 0]], [[-5, 3]]])("without a positive total there is no concentration: %j", (values) => {
    expect([lorenz(values), gini(values), topShare(values, 0.2), herfindahl(values)]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each<[string, (values: number[]) => unknown]>([
    ["lorenz", lorenz],
    ["gini", gini],
    ["topShare", (values) => topShare(values, 0.2)],
    ["herfindahl", herfindahl],
    ["paretoExponent", paretoExponent],
    ["profitCurve", profitCurve],
  ])("%s refuses what is not a finite number", (name, measure) => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, undefined, null, "5"]) {
      expect(() => measure([1, bad as number])).toThrow(InvalidInputError);
      expect(() => measure([1, bad as number])).toThrow(/^row 1: (value|profit) must be a finite number/);
    }
    if (name !== "paretoExponent") expect(() => measure([1.7e308, 1.7e308])).toThrow(/whose sum is finite/);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a fraction above 1", () => topShare([1], 20), /fraction must be a number from 0 to 1, received 20/],
    ["a fraction of NaN", () => topShare([1], Number.NaN), /fraction/],
    ["steps of 0", () => lorenz([1], { steps: 0 }), /steps must be a whole number of at least 1/],
    ["a minimum of 0", () => paretoExponent([1], { minimum: 0 }), /minimum must be a positive number/],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
