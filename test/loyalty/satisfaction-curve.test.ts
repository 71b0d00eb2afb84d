import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Competition,
  expectedLoyalty,
  fitSatisfactionCurve,
  InvalidInputError,
  probabilityLoyal,
  SATISFACTION_CURVES,
  satisfactionGain,
} from "../../src/index.js";
import { random, randomUniform } from "../../src/math/random.js";

describe("curves by competition", () => {
  const kinds = Object.keys(SATISFACTION_CURVES) as Competition[];

  test("go from 0 to 1, rise, and lie lower the more customers can choose", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 99.99, noNaN: true }), (satisfaction) => {
        const loyal = kinds.map((kind) => expectedLoyalty(satisfaction, kind));
        expect(loyal).toEqual(loyal.toSorted((a, b) => b - a));
        for (const [i, kind] of kinds.entries())
          expect(expectedLoyalty(Math.min(100, satisfaction + 0.01), kind)).toBeGreaterThan(loyal[i]! - 1e-15);
      }),
    );
    for (const kind of kinds) expect([expectedLoyalty(0, kind), expectedLoyalty(100, kind)]).toEqual([0, 1]);
    for (const { name, description } of Object.values(SATISFACTION_CURVES)) {
      expect(name.zh).toMatch(/\p{Script=Han}/u);
      expect(description.length).toBeGreaterThan(10);
    }
  });

  test.each([
    [-1, "low"],
    [101, "low"],
    [Number.NaN, "low"],
    [50, "none"],
    [50, "constructor"],
  ])("%d under %s is refused", (satisfaction, kind) => {
    expect(() => expectedLoyalty(satisfaction, kind as Competition)).toThrow(InvalidInputError);
  });
});

describe("the curve of a shop's own customers", () => {
  /** Hosmer & Lemeshow's table of ages would need its data; two levels have a closed form. */
  test("two levels of satisfaction: the odds of each, and their errors, in closed form", () => {
    const group = (satisfaction: number, loyal: number, others: number) => [
      ...new Array(loyal).fill({ satisfaction, loyal: true }),
      ...new Array(others).fill({ satisfaction, loyal: false }),
    ];
    const curve = fitSatisfactionCurve([...group(2, 10, 30), ...group(4, 24, 16)]);
    const slope = (Math.log(24 / 16) - Math.log(10 / 30)) / 2;
    // Newton's steps end within 1e-11 of a zero gradient.
    expect(curve.params.slope).toBeCloseTo(slope, 9);
    expect(curve.params.intercept).toBeCloseTo(Math.log(10 / 30) - 2 * slope, 9);
    expect(curve.standardErrors!.slope).toBeCloseTo(Math.sqrt(1 / 10 + 1 / 30 + 1 / 24 + 1 / 16) / 2, 9);
    expect(probabilityLoyal(curve, 2)).toBeCloseTo(0.25, 9);
    expect(probabilityLoyal(curve, 4)).toBeCloseTo(0.6, 9);
    expect(satisfactionGain(curve, 2, 2)).toBeCloseTo(0.35, 9);
    expect(curve.logLikelihood).toBeCloseTo(10 * Math.log(0.25) + 30 * Math.log(0.75) + 24 * Math.log(0.6) + 16 * Math.log(0.4), 9);
  });

  test("recovers what was drawn, within three standard errors", () => {
    const draw = random(5);
    const customers = Array.from({ length: 5000 }, () => {
      const satisfaction = randomUniform(draw, 0, 100);
      return { satisfaction, loyal: draw() < 1 / (1 + Math.exp(3 - 0.05 * satisfaction)) };
    });
    const { params, standardErrors, boundary } = fitSatisfactionCurve(customers);
    expect(Math.abs(params.slope - 0.05)).toBeLessThan(3 * standardErrors!.slope);
    expect(Math.abs(params.intercept + 3)).toBeLessThan(3 * standardErrors!.intercept);
    expect(boundary).toBe(false);
  });

  const asked = fc.array(fc.record({ satisfaction: fc.integer({ min: 0, max: 10 }), loyal: fc.boolean() }), {
    minLength: 1,
    maxLength: 60,
  });

  test("laws: the mean chance is the share of the loyal; the unit and the order of rows are irrelevant; nothing is NaN", () => {
    fc.assert(
      fc.property(asked, (customers) => {
        const curve = fitSatisfactionCurve(customers);
        expect(JSON.parse(JSON.stringify(curve)).params).toEqual(curve.params);
        for (const { satisfaction } of customers) {
          const p = probabilityLoyal(curve, satisfaction);
          expect(p >= 0 && p <= 1).toBe(true);
        }
        const fitted = customers.reduce((sum, { satisfaction }) => sum + probabilityLoyal(curve, satisfaction), 0);
        // On a boundary a large number stands for an infinite one, and e^-16 is left of each chance.
        if (!curve.boundary) expect(fitted).toBeCloseTo(customers.filter(({ loyal }) => loyal).length, 6);
        else expect(curve.notes.length + curve.customers).toBeGreaterThan(0);
        const other = fitSatisfactionCurve(customers.toReversed().map((one) => ({ ...one, satisfaction: 20 + 10 * one.satisfaction })));
        expect(other.boundary).toBe(curve.boundary);
        for (const { satisfaction } of customers)
          expect(probabilityLoyal(other, 20 + 10 * satisfaction)).toBeCloseTo(probabilityLoyal(curve, satisfaction), 6);
      }),
      { seed: 6 },
    );
  });

  test("a value that parts all: finite parameters, a flag and a note", () => {
    const parted = [1, 2, 3, 4].map((satisfaction) => ({ satisfaction, loyal: satisfaction > 2 }));
    for (const customers of [parted, parted.map(({ satisfaction, loyal }) => ({ satisfaction, loyal: !loyal }))]) {
      const curve = fitSatisfactionCurve(customers);
      expect(curve).toMatchObject({ boundary: true, standardErrors: undefined, notes: [expect.stringContaining("without exception")] });
      expect(Number.isFinite(curve.params.slope) && Number.isFinite(curve.params.intercept)).toBe(true);
      for (const { satisfaction, loyal } of customers) expect(probabilityLoyal(curve, satisfaction)).toBeCloseTo(Number(loyal), 6);
    }
  });

  test("the size of the unit changes the slope and nothing else", () => {
    const loyal = [0, 1, 0, 1, 1, 0, 1];
    const curveIn = (unit: number) => fitSatisfactionCurve(loyal.map((share, i) => ({ satisfaction: (i - 2) * unit, loyal: share })));
    const { params, logLikelihood } = curveIn(1);
    for (const unit of [2 ** -900, 2 ** 900]) {
      const scaled = curveIn(unit);
      expect(scaled.params.slope * unit).toBeCloseTo(params.slope, 12);
      expect(scaled.params.intercept).toBeCloseTo(params.intercept, 12);
      expect(scaled.logLikelihood).toBeCloseTo(logLikelihood, 12);
      expect(scaled.notes).toEqual([]);
    }
  });

  test("everybody loyal, or equally satisfied: a flat curve, and a note", () => {
    expect(
      fitSatisfactionCurve([
        { satisfaction: 3, loyal: true },
        { satisfaction: 4, loyal: 1 },
      ]),
    ).toMatchObject({ boundary: true, params: { slope: 0 }, notes: [expect.stringContaining("everybody")] });
    const same = fitSatisfactionCurve([
      { satisfaction: 3, loyal: true },
      { satisfaction: 3, loyal: false },
    ]);
    expect(same).toMatchObject({
      boundary: false,
      params: { slope: 0, intercept: 0 },
      notes: [expect.stringContaining("the same for everybody")],
    });
  });

  test.each<[string, unknown]>([
    ["nobody", []],
    ["no list", 7],
    ["a satisfaction that is not finite", [{ satisfaction: Number.NaN, loyal: true }]],
    ["a share above 1", [{ satisfaction: 1, loyal: 2 }]],
    ["no answer", [{ satisfaction: 1 }]],
    ["text", [{ satisfaction: 1, loyal: "1" }]],
    ["null, which is not disloyal", [{ satisfaction: 1, loyal: null }]],
    ["an empty row", [undefined]],
  ])("%s is refused", (_, customers) => {
    expect(() => fitSatisfactionCurve(customers as never)).toThrow(InvalidInputError);
  });

  test("verbs refuse what is not finite", () => {
    const model = { params: { intercept: 0, slope: 1 } };
    expect(() => probabilityLoyal(model, Number.NaN)).toThrow(InvalidInputError);
    expect(() => satisfactionGain(model, 1, Number.POSITIVE_INFINITY)).toThrow(InvalidInputError);
  });
});
