import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acsi,
  answerFromName,
  cronbachAlpha,
  csi,
  derivedImportance,
  disconfirmation,
  disconfirmationSummary,
  HUNDRED_POINTS,
  IMPORTANCE_QUADRANTS,
  InvalidInputError,
  importancePerformance,
  LIKERT_5,
  LIKERT_7,
  PERCEPTION_LEVELS,
  reputationRates,
  SATISFACTION_5,
  SATISFACTION_7,
  scaleScore,
  scaleSummary,
  TEN_POINT,
} from "../../src/index.js";

describe("scales", () => {
  test("the seven grades from very dissatisfied to very satisfied are 0 to 100 in equal steps", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((answer) => scaleScore(SATISFACTION_7, answer))).toEqual([
      0,
      100 / 6,
      200 / 6,
      50,
      400 / 6,
      500 / 6,
      100,
    ]);
    expect(SATISFACTION_7.grades!.map(({ zh }) => zh)).toEqual(["很不满意", "不满意", "不太满意", "一般", "较满意", "满意", "很满意"]);
  });

  test.each([LIKERT_5, LIKERT_7, SATISFACTION_5, SATISFACTION_7])(
    "$key: every grade has one name in each language, and both lead back",
    ({ ...scale }) => {
      for (const [i, { en, zh }] of scale.grades!.entries()) {
        expect(answerFromName(scale, ` ${en.toUpperCase()} `)).toBe(scale.from + i);
        expect(answerFromName(scale, zh)).toBe(scale.from + i);
      }
      expect(scale.grades).toHaveLength(scale.to - scale.from + 1);
      expect(answerFromName(scale, " ")).toBeUndefined();
      expect(() => answerFromName(scale, "constructor")).toThrow(InvalidInputError);
    },
  );

  test("a summary: mean, points, deviation, boxes and counts", () => {
    expect(scaleSummary(SATISFACTION_5, [5, 5, 4, 3, 1, null, undefined, 5], { boxes: 2 })).toEqual({
      asked: 8,
      answered: 6,
      coverage: 0.75,
      mean: 23 / 6,
      score: (100 * (23 / 6 - 1)) / 4,
      standardDeviation: expect.closeTo(Math.sqrt(101 / 5 - 529 / 30), 12),
      topBox: 4 / 6,
      bottomBox: 1 / 6,
      netBox: 0.5,
      counts: [
        { answer: 1, count: 1 },
        { answer: 3, count: 1 },
        { answer: 4, count: 1 },
        { answer: 5, count: 3 },
      ],
    });
  });

  test("an empty survey, and one answer", () => {
    expect(scaleSummary(LIKERT_5, [])).toMatchObject({
      asked: 0,
      coverage: 0,
      mean: undefined,
      score: undefined,
      topBox: undefined,
      netBox: undefined,
    });
    expect(scaleSummary(LIKERT_5, [null])).toMatchObject({ asked: 1, answered: 0, coverage: 0, mean: undefined });
    expect(scaleSummary(LIKERT_5, [4])).toMatchObject({ mean: 4, standardDeviation: undefined });
  });

  test.each<[string, () => unknown, RegExp]>([
    ["above", () => scaleScore(LIKERT_5, 6), /answer must be a number from 1 to 5, or missing, received 6/],
    ["below", () => scaleScore(LIKERT_7, 0), /received 0/],
    ["NaN", () => scaleScore(HUNDRED_POINTS, Number.NaN), /received NaN/],
    ["text", () => scaleScore(LIKERT_5, "4" as unknown as number), /received "4"/],
    ["in a list", () => scaleSummary(TEN_POINT, [1, 10, 11]), /row 2: answer must be a number from 1 to 10/],
    ["boxes that overlap", () => scaleSummary(LIKERT_5, [1], { boxes: 3 }), /boxes must be/],
    [
      "a scale that does not rise",
      () => scaleScore({ kind: "scale", key: "x", from: 5, to: 5 }, 5),
      /scale must be a scale whose `from` is below/,
    ],
  ])("%s", (_, call, message) => {
    expect(call).toThrow(InvalidInputError);
    expect(call).toThrow(message);
  });
});

describe("expectation and experience", () => {
  test.each([
    [7, 1, "far_below"],
    [5, 3, "far_below"],
    [5, 4, "below"],
    [5, 4.5, "equal"],
    [5, 5, "equal"],
    [5, 6, "above"],
    [5, 6.5, "far_above"],
    [5, 7, "far_above"],
  ])("expected %d, experienced %d: %s", (expectation, experience, level) => {
    expect(disconfirmation({ expectation, experience }, { scale: SATISFACTION_7 })).toMatchObject({
      difference: experience - expectation,
      level,
    });
  });

  test("levels are a partition: the table counts everybody who gave both answers once", () => {
    const answer = fc.option(fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(fc.array(fc.record({ expectation: answer, experience: answer })), (rows) => {
        const { levels, answered, coverage } = disconfirmationSummary(rows, { scale: LIKERT_7 });
        expect(levels.reduce((sum, { count }) => sum + count, 0)).toBe(answered);
        expect(coverage).toBe(rows.length === 0 ? 0 : answered / rows.length);
        const shares = levels.flatMap(({ share }) => share ?? []);
        expect(shares.length === 0 ? 1 : shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      }),
    );
    expect(PERCEPTION_LEVELS.map(({ answer }) => answer)).toEqual([5, 4, 3, 2, 1]);
  });

  test("a missing answer is no level; a bad one is an error", () => {
    expect(disconfirmation({ experience: 4 }, { scale: LIKERT_5 })).toEqual({ difference: undefined, level: undefined, name: undefined });
    expect(() => disconfirmationSummary([{}, { expectation: 9 }], { scale: LIKERT_5 })).toThrow(
      /row 1: expectation must be a number from 1 to 5/,
    );
    expect(() => disconfirmation({}, { scale: LIKERT_5, equalWithin: 2 })).toThrow(/equalWithin, farFrom must be/);
  });
});

describe("ACSI", () => {
  const one = { satisfaction: 8, expectations: 7, ideal: 6 };

  test("all 1 is 0, all 10 is 100, 8 7 6 is 66.6667, and 67.7333 with .3885 .3190 .2925", () => {
    expect(acsi([{ satisfaction: 1, expectations: 1, ideal: 1 }]).index).toBe(0);
    expect(acsi([{ satisfaction: 10, expectations: 10, ideal: 10 }]).index).toBe(100);
    expect(acsi([one]).index!.toFixed(4)).toBe("66.6667");
    const weights = { satisfaction: 0.3885, expectations: 0.319, ideal: 0.2925 };
    expect(acsi([one], { weights }).index!.toFixed(4)).toBe("67.7333");
  });

  test("of a group from the mean of each item; an item nobody answered shares its weight out", () => {
    const found = acsi([one, { satisfaction: 10, expectations: 9 }, { ideal: null }]);
    expect(found.means).toEqual({ satisfaction: 9, expectations: 8, ideal: 6 });
    expect(found.index).toBeCloseTo((100 * (8 + 7 + 5)) / 27, 12);
    expect(found.coverage).toBeCloseTo(5 / 9, 12);
    expect(acsi([{ satisfaction: 10 }])).toMatchObject({ index: 100, coverage: expect.closeTo(1 / 3, 12) });
    expect(acsi([{}])).toMatchObject({ index: undefined, respondents: 1, coverage: 0 });
    expect(acsi([])).toMatchObject({ index: undefined, coverage: 0 });
  });

  test("bad answers and weights", () => {
    expect(() => acsi([one, { ideal: 0 }])).toThrow(/row 1: ideal must be a number from 1 to 10/);
    expect(() => acsi([one], { weights: { satisfaction: 0.5, expectations: 0.5, ideal: 0.5 } })).toThrow(
      /weights must be weights that sum to 1, received 1.5/,
    );
  });
});

describe("CSI over a tree", () => {
  const tree = {
    key: "csi",
    children: [
      { key: "product", weight: 0.7, children: [{ key: "taste" }, { key: "freshness" }] },
      { key: "delivery", weight: 0.3 },
    ],
  };

  test("of three ten-point items in a flat tree it is the ACSI", () => {
    const flat = { key: "acsi", children: [{ key: "satisfaction" }, { key: "expectations" }, { key: "ideal" }] };
    const answers = [
      { satisfaction: 8, expectations: 7, ideal: 6 },
      { satisfaction: 10, expectations: 9, ideal: 2 },
    ];
    expect(csi(flat, answers, { scale: TEN_POINT }).index).toBeCloseTo(acsi(answers).index!, 12);
  });

  test("each level visible, missing answers in the coverage, errors with the row", () => {
    const found = csi(tree, [{ taste: 5, freshness: 3, delivery: 1 }, { taste: 5 }, {}], { scale: SATISFACTION_5 });
    expect(found.criteria.map(({ key, score }) => [key, score])).toEqual([
      ["csi", expect.closeTo((52.5 + 100) / 2, 12)],
      ["product", 87.5],
      ["taste", 100],
      ["freshness", 50],
      ["delivery", 0],
    ]);
    expect([found.customers, found.scored]).toEqual([3, 2]);
    expect(found.coverage).toBeCloseTo(1.35 / 3, 12);
    expect(found.weakest).toEqual(["delivery", "freshness"]);
    expect(() => csi(tree, [{}, { taste: 6 }], { scale: SATISFACTION_5 })).toThrow(/row 1: taste must be a number from 1 to 5/);
    expect(csi(tree, [], { scale: SATISFACTION_5 })).toMatchObject({ index: undefined, coverage: 0 });
  });
});

describe("importance and performance", () => {
  const items = [
    { item: "delivery", importance: 9, performance: 4 },
    { item: "price", importance: 8, performance: 8 },
    { item: "parking", importance: 2, performance: 3 },
    { item: "wrapping", importance: 3, performance: 9 },
  ] as const;
  const quadrants = (found: { items: readonly { quadrant: string | undefined }[] }) => found.items.map(({ quadrant }) => quadrant);

  test("the four fields; on the cut counts as high", () => {
    const found = importancePerformance(items);
    expect(found.cuts).toEqual({ importance: 5.5, performance: 6 });
    expect(quadrants(found)).toEqual(["concentrate_here", "keep_up", "low_priority", "possible_overkill"]);
    expect(found.items.map(({ gap }) => gap)).toEqual([-5, 0, 1, 6]);
    expect(quadrants(importancePerformance(items, { cuts: { importance: 2, performance: 9 } }))).toEqual([
      "concentrate_here",
      "concentrate_here",
      "concentrate_here",
      "keep_up",
    ]);
    expect(importancePerformance(items, { cuts: "median" }).cuts).toEqual({ importance: 5.5, performance: 6 });
  });

  test("every item with both figures is in one field, the others in none", () => {
    const figure = fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
    fc.assert(
      fc.property(
        fc.array(fc.record({ item: fc.string(), importance: figure, performance: figure })),
        fc.constantFrom("mean", "median"),
        (rows, cuts) => {
          const found = importancePerformance(rows, { cuts: cuts as "mean" });
          for (const [i, { quadrant }] of found.items.entries())
            expect(IMPORTANCE_QUADRANTS.some(({ key }) => key === quadrant)).toBe(
              rows[i]!.importance !== null && rows[i]!.performance !== null,
            );
          expect(found.coverage).toBe(rows.length === 0 ? 0 : found.items.filter(({ quadrant }) => quadrant).length / rows.length);
        },
      ),
    );
  });

  test("derived importance is a correlation over those who gave both", () => {
    expect(derivedImportance([1, 2, 3, null], [3, 2, 1, 5])).toBeCloseTo(-1, 14);
    expect(derivedImportance([3, 3, 3], [1, 2, 3])).toBeUndefined();
    expect(derivedImportance([], [])).toBeUndefined();
    expect(() => derivedImportance([1], [1, 2])).toThrow(/overall must be as many answers as the item, 1/);
    expect(() => derivedImportance([1, Number.NaN], [1, 2])).toThrow(/row 1: item must be a finite number/);
  });

  test("bad figures and cuts", () => {
    expect(() => importancePerformance([{ item: "a", importance: Number.NaN }])).toThrow(/row 0: importance must be a finite number/);
    expect(() => importancePerformance([], { cuts: "mode" as "mean" })).toThrow(/cuts must be "mean"/);
    expect(() => importancePerformance([], { cuts: { importance: 1 } as never })).toThrow(/cuts.performance must be a finite number/);
  });
});

describe("reputation", () => {
  test("each rate is of those who answered its question, with numerator and denominator", () => {
    const found = reputationRates(
      [
        { praises: true, asksByName: false, boughtAgain: false, wouldRecommend: true, complained: false },
        { praises: false, asksByName: true, wouldBuyAgain: false },
        { praises: true, complained: true },
        {},
      ],
      { orders: 45, visitors: 900 },
    );
    const rates = [found.praise, found.nameAsked, found.repurchase, found.complaint, found.salesPower];
    expect(rates.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [2, 3],
      [1, 2],
      [1, 2],
      [1, 2],
      [45, 900],
    ]);
    expect(rates.map(({ rate }) => rate)).toEqual([2 / 3, 0.5, 0.5, 0.5, 0.05]);
    expect(rates.map(({ name }) => name.zh)).toEqual(["美誉度", "指名度", "回头率", "投诉率", "销售力"]);
    expect(rates.every(({ of }) => of.includes(", of "))).toBe(true);
    expect(found.asked).toBe(4);
  });

  test("no answers, no visits: undefined, not 0", () => {
    const found = reputationRates([{ praises: null }]);
    expect(found.praise).toMatchObject({ rate: undefined, numerator: 0, denominator: 0 });
    expect(found.salesPower).toMatchObject({ rate: undefined, numerator: undefined, denominator: undefined });
    expect(reputationRates([], { orders: 3, visitors: 0 }).salesPower.rate).toBeUndefined();
  });

  test("bad answers", () => {
    expect(() => reputationRates([{}, { praises: 1 as unknown as boolean }])).toThrow(
      /row 1: praises must be true, false, or missing, received 1/,
    );
    expect(() => reputationRates([], { orders: -1, visitors: 5 })).toThrow(/orders must be 0 or more/);
    expect(() => reputationRates([], { visitors: Number.NaN })).toThrow(/visitors must be a finite number/);
  });
});

describe("Cronbach's alpha", () => {
  test("by hand: Σ (x − x̄)² of the items 10 and 6.75, of the sum 30.75", () => {
    const found = cronbachAlpha([
      [5, 4],
      [4, 4],
      [2, 1],
      [1, 2],
    ]);
    expect(found.alpha).toBeCloseTo(2 * (1 - 16.75 / 30.75), 14);
    // r = 7 / √67.5.
    const r = 7 / Math.sqrt(67.5);
    expect(found.standardised).toBeCloseTo((2 * r) / (1 + r), 14);
    expect(found.items[0]).toEqual({ alphaWithout: undefined, correlationWithRest: expect.closeTo(r, 14) });
  });

  const rows = fc
    .integer({ min: 2, max: 6 })
    .chain((k) => fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: k, maxLength: k }), { minLength: 2, maxLength: 30 }));

  test("is k/(k − 1) (1 − trace ÷ sum of the covariance matrix), at most 1, whatever the order of items and the zero of the scale", () => {
    fc.assert(
      fc.property(rows, (answers) => {
        const { alpha } = cronbachAlpha(answers);
        const k = answers[0]!.length;
        const means = Array.from({ length: k }, (_, i) => answers.reduce((sum, row) => sum + row[i]!, 0) / answers.length);
        const cov = means.map((a, i) => means.map((b, j) => answers.reduce((sum, row) => sum + (row[i]! - a) * (row[j]! - b), 0)));
        const all = cov.flat().reduce((a, b) => a + b, 0);
        if (alpha === undefined || all < 1e-9) return;
        const trace = cov.reduce((sum, row, i) => sum + row[i]!, 0);
        // Where the items nearly cancel, the quotient loses the digits that the sum lost.
        expect(Math.abs(alpha - (k / (k - 1)) * (1 - trace / all))).toBeLessThan(1e-12 * (1 + trace / all) ** 2);
        expect(alpha).toBeLessThanOrEqual(1 + 1e-12);
        const moved = cronbachAlpha(answers.map((row) => row.map((x) => x + 3).reverse())).alpha!;
        expect(Math.abs(moved - alpha)).toBeLessThan(1e-12 * (1 + trace / all) ** 2);
      }),
    );
  });

  test("the same item twice is 1; only complete respondents count", () => {
    const found = cronbachAlpha([
      [1, 1],
      [3, 3],
      [7, 7],
      [null, 7],
      [2, undefined],
    ]);
    expect(found).toMatchObject({ respondents: 5, complete: 3, coverage: 0.6 });
    expect(found.alpha).toBeCloseTo(1, 14);
    expect(found.standardised).toBeCloseTo(1, 14);
  });

  test("too little to tell is undefined", () => {
    expect(cronbachAlpha([])).toMatchObject({ alpha: undefined, standardised: undefined, items: [], coverage: 0 });
    expect(cronbachAlpha([[1], [2]])).toMatchObject({ alpha: undefined, standardised: undefined });
    expect(cronbachAlpha([[1, 2]])).toMatchObject({ alpha: undefined, complete: 1 });
    expect(
      cronbachAlpha([
        [3, 3],
        [3, 3],
      ]),
    ).toMatchObject({ alpha: undefined, standardised: undefined });
    expect(
      cronbachAlpha([
        [null, 3],
        [3, null],
      ]),
    ).toMatchObject({ alpha: undefined, complete: 0, coverage: 0 });
  });

  test("bad answers", () => {
    expect(() => cronbachAlpha([[1, 2], [1]])).toThrow(/row 1: answers must be as many items as the first respondent, 2, received 1/);
    expect(() => cronbachAlpha([[1, Number.NaN]])).toThrow(/row 0: item 1 must be a finite number/);
  });
});
