import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, nps, npsDifference } from "../../src/index.js";

const counts = (most = 60) =>
  fc.record({ promoters: fc.nat({ max: most }), passives: fc.nat({ max: most }), detractors: fc.nat({ max: most }) });

describe("the score", () => {
  test("50, 30 and 20 of 100: 30 points with a standard error of .0781", () => {
    const found = nps({ promoters: 50, passives: 30, detractors: 20 }, { interval: "wald" });
    expect(found.nps).toBe(30);
    expect((found.standardError! / 100).toFixed(4)).toBe("0.0781");
    expect(found.interval!.map((end) => end.toFixed(2))).toEqual(["14.69", "45.31"]);
  });

  test("9 and 10 promote, 7 and 8 are passive, 0 to 6 detract", () => {
    expect(nps([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toMatchObject({ promoters: 2, passives: 2, detractors: 7, answered: 11 });
  });

  test("answers and their counts are the same", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 })), (answers) => {
        const found = nps(answers);
        expect(nps({ promoters: found.promoters, passives: found.passives, detractors: found.detractors })).toEqual(found);
      }),
    );
  });

  test("missing answers lower the coverage only; nobody is no score", () => {
    expect(nps([10, null, undefined, 0])).toMatchObject({ nps: 0, asked: 4, answered: 2, coverage: 0.5 });
    expect(nps([null])).toMatchObject({ nps: undefined, standardError: undefined, interval: undefined, asked: 1, coverage: 0 });
    expect(nps([])).toMatchObject({ nps: undefined, asked: 0, coverage: 0 });
  });
});

describe("the score interval", () => {
  /** The test that it inverts, with the constrained maximum found by trying out. */
  function statistic(p: number, s: number, d: number, delta: number): number {
    const n = p + s + d;
    const log = (count: number, share: number): number => (count === 0 ? 0 : count * Math.log(share));
    const likelihood = (q: number): number => log(p, q + delta) + log(d, q) + log(s, 1 - 2 * q - delta);
    let low = Math.max(0, -delta);
    let high = (1 - delta) / 2;
    for (let i = 0; i < 200; i++) {
      const a = low + (high - low) / 3;
      const b = high - (high - low) / 3;
      if (likelihood(a) < likelihood(b)) low = a;
      else high = b;
    }
    const q = (low + high) / 2;
    return (p - d - n * delta) / Math.sqrt(n * (2 * q + delta - delta * delta));
  }

  test("ends where the test of the constrained trinomial gives ± 1.96", () => {
    fc.assert(
      fc.property(
        fc.record({
          promoters: fc.integer({ min: 1, max: 60 }),
          passives: fc.integer({ min: 1, max: 60 }),
          detractors: fc.integer({ min: 1, max: 60 }),
        }),
        ({ promoters: p, passives: s, detractors: d }) => {
          const [low, high] = nps({ promoters: p, passives: s, detractors: d }).interval!;
          // A flat likelihood leaves the trial maximum with half of the digits.
          expect(statistic(p, s, d, low / 100)).toBeCloseTo(1.959963984540054, 5);
          expect(statistic(p, s, d, high / 100)).toBeCloseTo(-1.959963984540054, 5);
        },
      ),
    );
  });

  test("all of one mind: (n − z²) / (n + z²) to 1, as Wilson's for pairs", () => {
    const square = 1.959963984540054 ** 2;
    const [low, high] = nps({ promoters: 10, passives: 0, detractors: 0 }).interval!;
    expect(low).toBeCloseTo((100 * (10 - square)) / (10 + square), 9);
    expect(high).toBe(100);
    const [lowest, highest] = nps([8, 8, 8, 8]).interval!;
    expect(highest).toBeCloseTo(-lowest, 10);
    expect(highest).toBeGreaterThan(10);
  });

  test("holds the score, stays within −100 to 100, mirrors, and widens with confidence", () => {
    fc.assert(
      fc.property(counts(), (given) => {
        fc.pre(given.promoters + given.passives + given.detractors > 0);
        const found = nps(given);
        const [low, high] = found.interval!;
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(found.nps! + 1e-9);
        expect(high).toBeGreaterThanOrEqual(found.nps! - 1e-9);
        const mirror = nps({ promoters: given.detractors, passives: given.passives, detractors: given.promoters });
        expect(mirror.interval![0]).toBeCloseTo(-high, 9);
        const wider = nps(given, { confidence: 0.99 }).interval!;
        expect(wider[0]).toBeLessThanOrEqual(low);
        expect(wider[1]).toBeGreaterThanOrEqual(high);
      }),
    );
  });
});

describe("the difference", () => {
  test("30 and 50 points of 100 customers each: z 1.9426, p .0521", () => {
    const found = npsDifference({ promoters: 50, passives: 30, detractors: 20 }, { promoters: 60, passives: 30, detractors: 10 });
    // √(.0061 + .0045) = .102956.
    expect(found.standardError).toBeCloseTo(100 * Math.sqrt(0.0106), 10);
    expect(found.z).toBeCloseTo(0.2 / Math.sqrt(0.0106), 10);
    expect(found.pValue!.toFixed(4)).toBe("0.0521");
    expect(found.interval!.map((end) => end.toFixed(2))).toEqual(["-0.18", "40.18"]);
  });

  test("turns with its sides, and the interval leaves 0 out just when p is below .05", () => {
    fc.assert(
      fc.property(counts(), counts(), (a, b) => {
        const one = npsDifference(a, b);
        const other = npsDifference(b, a);
        if (one.difference === undefined) return expect(other.difference).toBeUndefined();
        expect(other.difference).toBeCloseTo(-one.difference, 12);
        expect(other.pValue).toBe(one.pValue);
        if (one.pValue !== undefined && Math.abs(one.pValue - 0.05) > 1e-9)
          expect(one.interval![0] > 0 || one.interval![1] < 0).toBe(one.pValue < 0.05);
      }),
    );
  });

  test("nobody on one side, or nothing that varies, is no test", () => {
    expect(npsDifference([10], [])).toEqual({
      difference: undefined,
      standardError: undefined,
      z: undefined,
      pValue: undefined,
      interval: undefined,
    });
    const alike = { difference: -200, standardError: 0, z: undefined, pValue: undefined, interval: undefined };
    expect(npsDifference([10], [0])).toEqual(alike);
  });
});

test.each<[string, () => unknown, RegExp]>([
  ["beyond 10", () => nps([3, 11]), /row 1: answer must be a number from 0 to 10, or missing, received 11/],
  ["below 0", () => nps([-1]), /row 0: answer/],
  ["between", () => nps([8.5]), /row 0: answer must be a whole number from 0 to 10, or missing, received 8.5/],
  ["NaN", () => nps([Number.NaN]), /received NaN/],
  ["text", () => nps(["9" as unknown as number]), /received "9"/],
  ["a negative count", () => nps({ promoters: -1, passives: 0, detractors: 0 }), /promoters must be a whole number, 0 or more/],
  ["confidence 1", () => nps([9], { confidence: 1 }), /confidence must be between 0 and 1/],
  ["an unknown interval", () => nps([9], { interval: "exact" as "wald" }), /interval must be "score" or "wald"/],
])("%s", (_, call, message) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(message);
});
