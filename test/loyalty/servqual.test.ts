import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, SERVICE_GAPS, SERVQUAL_DIMENSIONS, serviceGaps, servqual, TEN_POINT } from "../../src/index.js";

const all = (value: number | null) => Array.from({ length: 22 }, () => value);

describe("gap 5", () => {
  test("22 items in five dimensions: 4, 5, 4, 4, 5", () => {
    expect(SERVQUAL_DIMENSIONS.map(({ items }) => items.length)).toEqual([4, 5, 4, 4, 5]);
    expect(SERVQUAL_DIMENSIONS.flatMap(({ items }) => items)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
  });

  test("perception less expectation, by item, dimension and in all; weights as customers share out 100 points", () => {
    const perceptions = all(5).map((value, i) => (i < 4 ? 6 : i < 9 ? 3 : value!));
    const weights = { tangibles: 0.1, reliability: 0.4, responsiveness: 0.2, assurance: 0.2, empathy: 0.1 };
    const found = servqual([{ expectations: all(6), perceptions }], { weights });
    expect(found.dimensions.map(({ gap }) => gap)).toEqual([0, -3, -1, -1, -1]);
    expect(found.score).toBeCloseTo(-0.4 * 3 - 0.5, 14);
    expect(found.items.slice(3, 6)).toEqual([0, -3, -3]);
    expect(servqual([{ expectations: all(6), perceptions }]).score).toBeCloseTo(-6 / 5, 14);
  });

  test("answers count in pairs; a dimension nobody answered shares its weight out", () => {
    const perceptions = all(4).map((value, i) => (i < 4 ? null : value));
    const found = servqual([
      { expectations: all(6), perceptions },
      { expectations: all(null), perceptions: all(4) },
    ]);
    expect(found.dimensions[0]).toMatchObject({ expectation: undefined, perception: undefined, gap: undefined });
    expect(found.score).toBe(-2);
    expect(found.coverage).toBeCloseTo(18 / 44, 14);
    expect(found.items[0]).toBeUndefined();
  });

  test("an empty survey has no score", () => {
    expect(servqual([])).toMatchObject({ score: undefined, respondents: 0, coverage: 0 });
  });

  test("exchanging expectations and perceptions turns every gap", () => {
    const answers = fc.array(fc.option(fc.integer({ min: 1, max: 7 })), { minLength: 22, maxLength: 22 });
    fc.assert(
      fc.property(fc.array(fc.record({ expectations: answers, perceptions: answers }), { maxLength: 4 }), (rows) => {
        const there = servqual(rows);
        const back = servqual(rows.map(({ expectations, perceptions }) => ({ expectations: perceptions, perceptions: expectations })));
        expect(back.score === undefined).toBe(there.score === undefined);
        if (there.score !== undefined) expect(Math.abs(back.score! + there.score)).toBeLessThan(1e-14);
        expect(back.coverage).toBe(there.coverage);
      }),
    );
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      "an answer off the scale",
      () => servqual([{ expectations: all(7), perceptions: all(8) }]),
      /row 0: perception 1 must be a number from 1 to 7/,
    ],
    ["NaN", () => servqual([{ expectations: all(Number.NaN), perceptions: all(7) }]), /row 0: expectation 1 must be/],
    [
      "lists of another length",
      () => servqual([{ expectations: [1], perceptions: all(7) }]),
      /row 0: expectations must be a list of 22 answers, received 1/,
    ],
    [
      "an item in two dimensions",
      () => servqual([], { items: { tangibles: [1], reliability: [1], responsiveness: [2], assurance: [3], empathy: [4] } }),
      /each item from 1 on in exactly one dimension/,
    ],
    [
      "weights that do not sum to 1",
      () => servqual([], { weights: { tangibles: 1, reliability: 1, responsiveness: 0, assurance: 0, empathy: 0 } }),
      /weights that sum to 1, received 2/,
    ],
  ])("%s", (_, call, message) => {
    expect(call).toThrow(InvalidInputError);
    expect(call).toThrow(message);
  });

  test("another scale", () => {
    expect(servqual([{ expectations: all(10), perceptions: all(8) }], { scale: TEN_POINT }).score).toBe(-2);
  });
});

describe("gaps 1 to 5", () => {
  const views = { expectation: 6.5, managementView: 6, standard: 5.5, delivery: 5, promise: 6, perception: 4.5 };

  test("each is the first of its views less the second", () => {
    const { gaps, widest, coverage } = serviceGaps(views);
    expect(gaps.map(({ gap, value }) => [gap, value])).toEqual([
      [1, -0.5],
      [2, -0.5],
      [3, -0.5],
      [4, -1],
      [5, -2],
    ]);
    expect([widest, coverage]).toEqual([4, 1]);
  });

  test("gap 5 is the sum of gaps 1 to 3 and of what customers see beside what is delivered", () => {
    const grade = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(
        fc.record({ expectation: grade, managementView: grade, standard: grade, delivery: grade, promise: grade, perception: grade }),
        (given) => {
          const [one, two, three, , five] = serviceGaps(given).gaps.map(({ value }) => value!);
          expect(five).toBe(one! + two! + three! + given.perception - given.delivery);
        },
      ),
    );
  });

  test("a missing view leaves its gaps undefined", () => {
    const { gaps, widest, coverage } = serviceGaps({ expectation: 6, perception: 6, promise: null });
    expect(gaps.map(({ value }) => value)).toEqual([undefined, undefined, undefined, undefined, 0]);
    expect([widest, coverage]).toEqual([undefined, 0.2]);
    expect(SERVICE_GAPS).toHaveLength(5);
  });

  test("a view that is not finite is an error", () => {
    expect(() => serviceGaps({ delivery: Number.NaN })).toThrow(/delivery must be a finite number, or missing/);
  });
});
