import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BEHAVIOUR_LOYALTY,
  type Criterion,
  fitIndexSystem,
  type IndexSystem,
  InvalidInputError,
  indexScore,
  indexScores,
  joinMeasures,
  LIKERT_5,
  LOYALTY_EVALUATION,
  SATISFACTION_7,
} from "../../src/index.js";

const tree: Criterion = {
  key: "loyalty",
  children: [
    {
      key: "trust",
      weight: 0.6,
      children: [
        { key: "honesty", weight: 0.5 },
        { key: "ability", weight: 0.5 },
      ],
    },
    { key: "price", weight: 0.4, lowerIsBetter: true, scale: { kind: "bounds", from: 0, to: 10 } },
  ],
};
const system = fitIndexSystem(tree, [], { scale: LIKERT_5 });
const leafKeys = ({ criteria }: IndexSystem): string[] => criteria.filter(({ children }) => children.length === 0).map(({ key }) => key);

describe("one customer", () => {
  test("each level is the weighted mean of the level below", () => {
    const { index, coverage, criteria, weakest } = indexScore(system, { honesty: 5, ability: 2, price: 4 });
    expect(criteria.map(({ key, level, score, coverage }) => [key, level, score, coverage])).toEqual([
      ["loyalty", 0, expect.closeTo(61.5, 12), 1],
      ["trust", 1, 62.5, 1],
      ["honesty", 2, 100, 1],
      ["ability", 2, 25, 1],
      ["price", 1, 60, 1],
    ]);
    expect([index, coverage]).toEqual([criteria[0]!.score, 1]);
    expect(weakest).toEqual(["ability", "price"]);
  });

  test("what is missing shares its weight out among its siblings; null, undefined and absent are the same", () => {
    for (const ability of [null, undefined]) {
      const { index, coverage } = indexScore(system, { honesty: 5, ability, price: 4 });
      expect(index).toBeCloseTo(0.6 * 100 + 0.4 * 60, 12);
      expect(coverage).toBeCloseTo(0.7, 14);
    }
    expect(indexScore(system, { price: 10 })).toMatchObject({ index: 0, coverage: 0.4, weakest: ["price"] });
  });

  test("nothing at all is no index", () => {
    for (const nobody of [{}, { honesty: null }, { other: 3 }])
      expect(indexScore(system, nobody)).toMatchObject({ index: undefined, coverage: 0, weakest: [] });
  });

  test("only a measure without weight is no index either", () => {
    const none = fitIndexSystem(
      {
        key: "i",
        children: [
          { key: "a", weight: 1 },
          { key: "b", weight: 0 },
        ],
      },
      [],
      { scale: LIKERT_5 },
    );
    expect(indexScore(none, { b: 5 })).toMatchObject({ index: undefined, coverage: 0 });
  });

  test("bounds hold what is beyond them; an answer off its scale is an error", () => {
    expect(indexScore(system, { price: -5 }).index).toBe(100);
    expect(indexScore(system, { price: 99 }).index).toBe(0);
    expect(() => indexScore(system, { honesty: 6 })).toThrow(/honesty must be a number from 1 to 5, or missing, received 6/);
    expect(() => indexScore(system, { honesty: 0 })).toThrow(InvalidInputError);
    expect(() => indexScore(system, { honesty: Number.NaN })).toThrow(InvalidInputError);
    expect(() => indexScore(system, { price: Number.POSITIVE_INFINITY })).toThrow(/price must be a finite number, or missing/);
    expect(() => indexScore(system, { price: "4" })).toThrow(InvalidInputError);
  });

  test("keys are data, and inherited fields are no measures", () => {
    const odd = fitIndexSystem({ key: "constructor", children: [{ key: "__proto__" }, { key: "toString" }] }, [], { scale: LIKERT_5 });
    expect(indexScore(odd, {}).index).toBeUndefined();
    expect(indexScore(odd, JSON.parse('{ "__proto__": 5 }')).index).toBe(100);
  });
});

describe("laws", () => {
  const answer = fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined });
  const survey = fitIndexSystem(LOYALTY_EVALUATION, [], { scale: SATISFACTION_7 });
  const keys = leafKeys(survey);
  const respondent = fc
    .array(answer, { minLength: keys.length, maxLength: keys.length })
    .map((values) => Object.fromEntries(keys.map((key, i) => [key, values[i]])));

  test("the index lies between the smallest and the largest score, and is undefined only when nothing is there", () => {
    fc.assert(
      fc.property(respondent, (measures) => {
        const { index, criteria, coverage } = indexScore(survey, measures);
        const scores = criteria.slice(1).flatMap(({ score, key }) => (keys.includes(key) ? (score ?? []) : []));
        expect(index === undefined).toBe(scores.length === 0);
        expect(coverage > 0).toBe(scores.length > 0);
        if (index === undefined) return;
        expect(index).toBeGreaterThanOrEqual(Math.min(...scores));
        expect(index).toBeLessThanOrEqual(Math.max(...scores));
      }),
    );
  });

  test("points lost by the leaves sum to 100 − index, and so they do below every criterion", () => {
    fc.assert(
      fc.property(respondent, (measures) => {
        const { index, criteria } = indexScore(survey, measures);
        const lost = criteria.filter(({ key }) => keys.includes(key)).reduce((sum, leaf) => sum + leaf.lost, 0);
        // Sixteen products of size up to 100: a few ulps of 100.
        if (index !== undefined) expect(Math.abs(lost - (100 - index))).toBeLessThan(1e-12);
      }),
    );
  });

  test("a further item that is missing changes coverage only", () => {
    fc.assert(
      fc.property(respondent, fc.nat({ max: 3 }), (measures, at) => {
        const children = LOYALTY_EVALUATION.children!.map((one, i) =>
          i === at ? { ...one, children: [...one.children!, { key: "irrelevant" }] } : one,
        );
        const wider = fitIndexSystem({ ...LOYALTY_EVALUATION, children }, [], { scale: SATISFACTION_7 });
        const before = indexScore(survey, measures);
        const after = indexScore(wider, measures);
        const had = children[at]!.children!.some(({ key }) => measures[key] !== undefined);
        if (before.index === undefined) expect(after.index).toBeUndefined();
        else expect(Math.abs(after.index! - before.index)).toBeLessThan(1e-12);
        if (had) expect(after.coverage).toBeLessThan(before.coverage);
        else expect(Math.abs(after.coverage - before.coverage)).toBeLessThan(1e-12);
      }),
    );
  });

  test("criteria in another order give the same index", () => {
    fc.assert(
      fc.property(respondent, (measures) => {
        const reversed = { ...LOYALTY_EVALUATION, children: [...LOYALTY_EVALUATION.children!].reverse() };
        const other = indexScore(fitIndexSystem(reversed, [], { scale: SATISFACTION_7 }), measures).index;
        const { index } = indexScore(survey, measures);
        expect(other === undefined).toBe(index === undefined);
        if (index !== undefined) expect(Math.abs(other! - index)).toBeLessThan(1e-12);
      }),
    );
  });

  test("percentiles rise with the measure, stay within 0 to 100, and have mean 50 over those they were learned from", () => {
    const flat: Criterion = { key: "i", children: [{ key: "x", scale: { kind: "percentile" } }] };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 1, maxLength: 60 }), (values) => {
        const rows = values.map((x) => ({ x }));
        const learned = fitIndexSystem(flat, rows);
        const scores = rows.map((row) => indexScore(learned, row).index!);
        expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeCloseTo(50, 10);
        for (const [i, a] of values.entries())
          for (const [j, b] of values.entries()) if (a < b) expect(scores[i]!).toBeLessThan(scores[j]!);
        expect(indexScore(learned, { x: -6 }).index).toBe(0);
        expect(indexScore(learned, { x: 21 }).index).toBe(100);
        const between = indexScore(learned, { x: values[0]! + 0.5 }).index!;
        expect(between).toBeGreaterThanOrEqual(scores[0]!);
      }),
    );
  });

  test("percentiles do not know the unit of money", () => {
    const flat: Criterion = { key: "i", children: [{ key: "spend", scale: { kind: "percentile" } }] };
    const rows = [3, 1, 4, 1, 5, 9, 2, 6].map((spend) => ({ spend }));
    const cents = rows.map(({ spend }) => ({ spend: spend * 100 }));
    const index = (customers: typeof rows): unknown => customers.map((row) => indexScore(fitIndexSystem(flat, customers), row).index);
    expect(index(cents)).toEqual(index(rows));
  });
});

describe("everybody", () => {
  const rows = [
    { customerId: "ann", branch: "north", honesty: 5, ability: 5, price: 0 },
    { customerId: "__proto__", branch: "north", honesty: 1, ability: 1, price: 10 },
    { customerId: "cat", branch: "south", price: 5 },
    { customerId: "dan", branch: undefined },
  ];

  test("customers, groups and total; who said nothing is kept without an index", () => {
    const { customers, groups, total } = indexScores(system, rows, { group: ({ branch }) => branch });
    expect(customers.map(({ customerId, index, coverage, weakest }) => [customerId, index, coverage, weakest])).toEqual([
      ["ann", 100, 1, undefined],
      ["__proto__", 0, 1, "price"],
      ["cat", 50, 0.4, "price"],
      ["dan", undefined, 0, undefined],
    ]);
    expect(groups.map(({ group, customers, scored, index, coverage }) => [group, customers, scored, index, coverage])).toEqual([
      ["north", 2, 2, 50, 1],
      ["south", 1, 1, 50, 0.4],
    ]);
    expect(total).toMatchObject({ customers: 4, scored: 3, index: 50, coverage: 0.6, weakest: ["price", "honesty", "ability"] });
    expect(total.criteria.map(({ key, score }) => [key, score])).toEqual([
      ["loyalty", 50],
      ["trust", 50],
      ["honesty", 50],
      ["ability", 50],
      ["price", 50],
    ]);
    expect(customers[2]!.scores).toEqual([50, undefined, undefined, undefined, 50]);
  });

  test("each is what `indexScore` says", () => {
    for (const [i, row] of rows.entries()) {
      const alone = indexScore(system, row);
      const among = indexScores(system, rows).customers[i]!;
      expect(among).toMatchObject({ index: alone.index, coverage: alone.coverage, weakest: alone.weakest[0] });
      expect(among.scores).toEqual(alone.criteria.map(({ score }) => score));
    }
  });

  test("points lost in total sum to 100 less the mean index", () => {
    const { total } = indexScores(system, rows);
    const lost = total.criteria.filter(({ key }) => leafKeys(system).includes(key)).reduce((sum, leaf) => sum + leaf.lost, 0);
    expect(lost).toBeCloseTo(100 - total.index!, 10);
  });

  test("an empty survey has no index", () => {
    expect(indexScores(system, [])).toMatchObject({
      customers: [],
      groups: [],
      total: { customers: 0, scored: 0, index: undefined, coverage: 0, weakest: [] },
    });
  });

  test("a bad answer is named by row and field", () => {
    expect(() => indexScores(system, [...rows, { customerId: "eve", honesty: 7 }])).toThrow(/row 4: honesty must be a number from 1 to 5/);
    expect(() => indexScores(system, [{ customerId: null as unknown as string }])).toThrow(/row 0: customerId must be present/);
  });

  test("in one source only: kept, and the coverage says so", () => {
    const ledger = [
      { customerId: "ann", price: 0 },
      { customerId: "bob", price: 10 },
    ];
    const survey = [
      { customerId: "bob", honesty: 5, ability: 5 },
      { customerId: "cat", honesty: 3, ability: 3 },
    ];
    const joined = joinMeasures(ledger, survey);
    expect(indexScores(system, joined).customers.map(({ customerId, index, coverage }) => [customerId, index, coverage])).toEqual([
      ["ann", 100, 0.4],
      ["bob", 60, 1],
      ["cat", 50, 0.6],
    ]);
  });
});

describe("joining sources", () => {
  test("the first that is not missing counts; ids and fields may be called anything", () => {
    const odd = JSON.parse('{ "customerId": "__proto__", "__proto__": 3, "x": null }');
    const joined = joinMeasures([odd], [{ customerId: "__proto__", x: 4, y: 0 } as never]);
    expect(Object.entries(joined[0]!)).toEqual([
      ["customerId", "__proto__"],
      ["__proto__", 3],
      ["x", 4],
      ["y", 0],
    ]);
    expect(joinMeasures()).toEqual([]);
  });

  test("a number is the text of a ledger's id", () => {
    const ledger = [{ customerId: "17850", repeats: 3 }];
    expect(joinMeasures(ledger, [{ customerId: 17850, trust: 4 } as { customerId: number }])).toEqual([
      { customerId: "17850", repeats: 3, trust: 4 },
    ]);
  });

  test.each([
    [[{ customerId: "a" }, { customerId: "a" }], /row 1: customerId must be once in each source, received "a"/],
    [[{}], /row 0: customerId must be present/],
  ])("%j", (source, message) => {
    expect(() => joinMeasures(source as never)).toThrow(InvalidInputError);
    expect(() => joinMeasures(source as never)).toThrow(message);
  });
});

describe("the presets", () => {
  test("the textbooks' tree: four criteria, 7 + 2 + 4 + 3 leaves, named in both languages", () => {
    expect(LOYALTY_EVALUATION.children!.map(({ key, children }) => [key, children!.length])).toEqual([
      ["perceived_value", 7],
      ["satisfaction", 2],
      ["switching_cost", 4],
      ["trust", 3],
    ]);
    for (const preset of [LOYALTY_EVALUATION, BEHAVIOUR_LOYALTY])
      for (const { name } of fitIndexSystem(preset, [], { scale: LIKERT_5 }).criteria) {
        expect(name!.en).toMatch(/^[A-Z]/);
        expect(name!.zh).toMatch(/^\p{Script=Han}+$/u);
      }
  });

  test("the shop's judgements weigh it", () => {
    const judged = fitIndexSystem(LOYALTY_EVALUATION, [], {
      scale: SATISFACTION_7,
      judgements: {
        loyalty: [
          [1, 4, 3, 7],
          [1 / 4, 1, 1 / 3, 3],
          [1 / 3, 3, 1, 5],
          [1 / 7, 1 / 3, 1 / 5, 1],
        ],
        satisfaction: [
          [1, 3],
          [1 / 3, 1],
        ],
      },
    });
    expect(judged.criteria.filter(({ level }) => level === 1).map(({ weight }) => weight.toFixed(4))).toEqual([
      "0.5476",
      "0.1266",
      "0.2699",
      "0.0559",
    ]);
    expect(judged.criteria[0]!.consistencyRatio!.toFixed(4)).toBe("0.0439");
    expect(indexScore(judged, { sales_staff: 7, after_sales: 1 }).index).toBeCloseTo(75, 12);
  });

  test("from transactions only: no survey needed, and who bought once lacks the gaps", () => {
    const customers = [
      { customerId: "once", repeats: 0, tenure: 100, daysSinceLast: 100, returnRate: 0 },
      {
        customerId: "often",
        repeats: 8,
        tenure: 300,
        daysSinceLast: 5,
        overdueRatio: 0.2,
        regularity: 0.8,
        clumpiness: 0.1,
        spendGrowth: 0.4,
        returnRate: 0.1,
      },
      {
        customerId: "former",
        repeats: 3,
        tenure: 700,
        daysSinceLast: 500,
        overdueRatio: 6,
        regularity: 0.4,
        clumpiness: 0.5,
        spendGrowth: -0.5,
        returnRate: 0,
      },
    ];
    const learned = fitIndexSystem(BEHAVIOUR_LOYALTY, customers);
    const { customers: found, total } = indexScores(learned, customers);
    const [once, often, former] = found;
    expect(often!.index).toBeGreaterThan(former!.index!);
    expect(once!.coverage).toBeLessThan(often!.coverage);
    expect(total.scored).toBe(3);
    expect(learned.notes).toContain("categories: no customer has it, so it can score nobody");
    expect(JSON.parse(JSON.stringify(learned))).toEqual(learned);
    expect(indexScores(JSON.parse(JSON.stringify(learned)) as IndexSystem, customers).total).toEqual(total);
  });

  test("a thousand levels are kept of many, and the ranking holds", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ x: i }));
    const learned = fitIndexSystem({ key: "i", children: [{ key: "x", scale: { kind: "percentile" } }] }, rows);
    expect(learned.criteria[1]!.percentiles!.levels).toHaveLength(1001);
    // Straight lines between evenly spread levels are exact up to rounding.
    for (const x of [0, 1, 777, 2500, 4999]) expect(indexScore(learned, { x }).index).toBeCloseTo((x + 0.5) / 50, 9);
  });

  test("all alike tells nobody apart, and the notes say so", () => {
    const learned = fitIndexSystem({ key: "i", children: [{ key: "x", scale: { kind: "percentile" } }] }, [{ x: 3 }, { x: 3 }]);
    expect(indexScore(learned, { x: 3 }).index).toBe(50);
    expect(learned.notes).toEqual(["x: all customers have the same, so it tells nobody apart"]);
  });
});

test.each<[string, () => unknown, RegExp]>([
  ["a leaf without a scale", () => fitIndexSystem(LOYALTY_EVALUATION), /scale of price_quality must be given, or `scale` in the options/],
  [
    "an unknown scale",
    () => fitIndexSystem(LOYALTY_EVALUATION, [], { scale: { kind: "stars" } as never }),
    /scale of options must be a scale, bounds or percentile/,
  ],
  [
    "a measure that is no number",
    () => fitIndexSystem(BEHAVIOUR_LOYALTY, [{ tenure: 1 }, { tenure: Number.NaN }]),
    /row 1: tenure must be a finite number, or missing, received NaN/,
  ],
  [
    "weights that do not sum to 1",
    () => fitIndexSystem(LOYALTY_EVALUATION, [], { scale: LIKERT_5, weights: { trust: [0.5, 0.5, 0.5] } }),
    /weights below trust must be weights that sum to 1, received 1.5/,
  ],
  ["another model", () => indexScore({ kind: "pyramid" } as never, {}), /system must be an index system/],
])("%s", (_, call, message) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(message);
});
