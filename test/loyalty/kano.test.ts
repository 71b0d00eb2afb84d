import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, KANO_ANSWERS, KANO_CATEGORIES, KANO_TABLE, type KanoKey, kano, kanoCategory } from "../../src/index.js";

// The evaluation table written out, functional answers down, dysfunctional across: like, must-be, neutral, live-with, dislike.
const TABLE: KanoKey[][] = [
  ["questionable", "attractive", "attractive", "attractive", "one_dimensional"],
  ["reverse", "indifferent", "indifferent", "indifferent", "must_be"],
  ["reverse", "indifferent", "indifferent", "indifferent", "must_be"],
  ["reverse", "indifferent", "indifferent", "indifferent", "must_be"],
  ["reverse", "reverse", "reverse", "reverse", "questionable"],
];
const cells = TABLE.flatMap((row, i) =>
  row.map((category, j) => [KANO_ANSWERS[i]!.key, KANO_ANSWERS[j]!.key, i + 1, j + 1, category] as const),
);

describe("the evaluation table", () => {
  test.each(cells)("there: %s, not there: %s (%i, %i) is %s", (functional, dysfunctional, row, column, category) => {
    expect(kanoCategory({ functional, dysfunctional })).toBe(category);
    expect(kanoCategory({ functional: row, dysfunctional: column })).toBe(category);
    expect(KANO_TABLE[row - 1]![column - 1]).toBe(KANO_CATEGORIES.find(({ key }) => key === category)!.letter);
  });

  test("a missing answer is no category", () => {
    expect(kanoCategory({ functional: "like" })).toBeUndefined();
    expect(kanoCategory({ functional: null, dysfunctional: 3 })).toBeUndefined();
  });

  test.each([
    [{ functional: 6, dysfunctional: 1 }, /functional must be 1 to 5/],
    [{ functional: 1, dysfunctional: 0 }, /dysfunctional must be/],
    [{ functional: 1.5, dysfunctional: 1 }, /received 1.5/],
    [{ functional: "love", dysfunctional: 1 }, /received "love"/],
    [{ functional: Number.NaN, dysfunctional: 1 }, /received NaN/],
  ])("%j is no answer", (pair, message) => {
    expect(() => kanoCategory(pair as never)).toThrow(message);
    expect(() => kano([{}, pair as never])).toThrow(/row 1: /);
    expect(() => kano([pair as never])).toThrow(InvalidInputError);
  });
});

/** So many answers of each category. */
const asked = (counts: Partial<Record<KanoKey, number>>) =>
  Object.entries(counts).flatMap(([category, count]) => {
    const [functional, dysfunctional] = cells.find((cell) => cell[4] === category)!;
    return Array.from({ length: count }, () => ({ functional, dysfunctional }));
  });

describe("a feature", () => {
  test("better and worse leave reverse and questionable answers out", () => {
    const found = kano(asked({ attractive: 20, one_dimensional: 10, must_be: 5, indifferent: 15, reverse: 3, questionable: 2 }));
    expect(found).toMatchObject({ category: "attractive", better: 0.6, worse: -0.3, answered: 55, coverage: 1 });
    expect(found.counts).toEqual({ attractive: 20, one_dimensional: 10, must_be: 5, indifferent: 15, reverse: 3, questionable: 2 });
    expect(found.strength).toBeCloseTo(5 / 55, 14);
    expect(found.name).toEqual({ en: "Attractive", zh: "魅力属性" });
  });

  test("equal counts go by M > O > A > I", () => {
    expect(kano(asked({ indifferent: 2, attractive: 2 })).category).toBe("attractive");
    expect(kano(asked({ attractive: 2, one_dimensional: 2 })).category).toBe("one_dimensional");
    expect(kano(asked({ one_dimensional: 2, must_be: 2 }))).toMatchObject({ category: "must_be", strength: 0 });
  });

  test("nobody, or only contradictions, have no coefficients", () => {
    expect(kano([])).toMatchObject({
      category: undefined,
      name: undefined,
      better: undefined,
      worse: undefined,
      strength: undefined,
      coverage: 0,
    });
    expect(kano([{ functional: 1 }, {}])).toMatchObject({ category: undefined, asked: 2, answered: 0, coverage: 0 });
    expect(kano(asked({ questionable: 3 }))).toMatchObject({ category: "questionable", better: undefined, worse: undefined });
    expect(kano(asked({ indifferent: 3 }))).toMatchObject({ better: 0, worse: 0 });
  });

  test("counts make a partition; better is within 0 to 1 and worse within −1 to 0", () => {
    const grade = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.record({ functional: grade, dysfunctional: grade })), (pairs) => {
        const { counts, better = 0, worse = 0, answered } = kano(pairs);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(pairs.length);
        expect(answered).toBe(pairs.length);
        expect(better >= 0 && better <= 1 && worse <= 0 && worse >= -1).toBe(true);
      }),
    );
  });
});
