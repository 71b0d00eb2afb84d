import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjustedRand,
  clusterAll,
  crossTable,
  EXAMPLE_SHOP,
  fitKMeans,
  profileClusters,
  type Rfm,
  rfm,
  segmentBy,
  simulateShop,
} from "../../src/index.js";

const shop = simulateShop(EXAMPLE_SHOP, { customers: 600, days: 365, seed: 4 });
const customers = rfm(shop, { asOf: "2026-12-31" });

function profiled(k: number) {
  const model = fitKMeans(customers, { k, transform: "signed-log" });
  return profileClusters(model, customers);
}

describe("profileClusters", () => {
  test("sizes, shares and values add up; the index is against the average", () => {
    const profiles = profiled(5);
    const sum = (of: (one: (typeof profiles)[number]) => number): number => profiles.reduce((total, one) => total + of(one), 0);
    expect(sum(({ size }) => size)).toBe(customers.length);
    expect(sum(({ share }) => share)).toBeCloseTo(1, 12);
    expect(sum(({ shareOfValue }) => shareOfValue!)).toBeCloseTo(1, 12);
    const all = customers.reduce((total, { monetary }) => total + monetary, 0);
    expect(sum(({ value }) => value!)).toBeCloseTo(all, 6);
    for (const { numbers, size, value } of profiles) {
      const money = numbers.find(({ name }) => name === "monetary")!;
      expect(money.mean).toBeCloseTo(value! / size, 8);
      expect(money.index).toBeCloseTo((100 * money.mean) / (all / customers.length), 8);
    }
    expect(sum(({ numbers, share }) => numbers[0]!.index! * share)).toBeCloseTo(100, 8);
  });

  test.each([2, 3, 5, 8])("names of %i clusters differ, in both languages, and are text", (k) => {
    const profiles = profiled(k);
    for (const language of ["en", "zh"] as const) {
      expect(new Set(profiles.map(({ name }) => name[language])).size).toBe(k);
      for (const { sentence, name } of profiles) {
        expect(sentence[language]).not.toMatch(/NaN|undefined|Infinity|null|\s{2}/);
        expect(sentence[language].startsWith(name[language])).toBe(true);
      }
    }
    for (const { setApart } of profiles) {
      expect(setApart.length).toBeGreaterThanOrEqual(2);
      expect(setApart.length).toBeLessThanOrEqual(3);
    }
  });

  const row = (recency: number, frequency: number, monetary: number) => ({ recency, frequency, monetary });
  const typical = [
    row(9, 12, 2400),
    row(8, 14, 3000),
    row(10, 11, 2500),
    row(90, 3, 300),
    row(95, 2, 280),
    row(300, 1, 20),
    row(310, 1, 25),
  ];
  test("the words", () => {
    const model = fitKMeans(typical, { k: 3 });
    const [best, middle, last] = profileClusters(model, typical, { attributes: { region: ["N", "N", "S", "S", "S", undefined, ""] } });
    expect(best!.name).toEqual({ en: "Frequent big spenders, last seen 9 days ago", zh: "经常购买的高消费客户，约9天前来过" });
    expect(best!.sentence.en).toBe(
      "Frequent big spenders, last seen 9 days ago: 42.9 % of customers (3) bring 92.7 % of the value. In the middle: bought 12 times, spent 2,500.",
    );
    expect(best!.sentence.zh).toBe("经常购买的高消费客户，约9天前来过：3位客户，占42.9%，贡献92.7%的价值。中位数：购买12次，消费2,500。");
    expect(middle!.name.en).toBe("Occasional average spenders, last seen 93 days ago");
    expect(last!.name).toEqual({
      en: "One-time very small spenders, last seen 305 days ago",
      zh: "只购买过一次的低消费客户，约305天前来过",
    });
    expect(last!.attributes[0]!.levels).toEqual([{ level: undefined, count: 2, share: 1, lift: 3.5 }]);
    expect(best!.attributes[0]!.levels.map(({ level, count }) => [level, count])).toEqual([
      ["N", 2],
      ["S", 1],
    ]);
  });

  test("any feature has words: its own name and how high it is", () => {
    const rows = [
      { visits: 1, basket: 90 },
      { visits: 2, basket: 100 },
      { visits: 30, basket: 11 },
      { visits: 28, basket: 9 },
    ];
    const [few, many] = profileClusters(fitKMeans(rows, { k: 2, orderBy: "basket" }), rows, { value: [1, 1, 2, 4] });
    expect(few!.name.en).toBe(
      "Customers with high basket and low visits".replace("high basket", "very high basket").replace("low visits", "very low visits"),
    );
    expect(many!.name.zh).toMatch(/^.*很.*的客户$/);
    expect(many!.shareOfValue).toBe(0.75);
    expect(few!.sentence.en).toMatch(/In the middle: visits 1\.5, basket 95\.$/);
  });

  test("twins get a number that tells them apart; one cluster is everybody", () => {
    const rows = [1, 2, 3, 50, 51, 52, 100, 101, 102].map((x) => ({ x, y: 5 }));
    const names = profileClusters(fitKMeans(rows, { k: 6, transform: "none" }), rows).map(({ name }) => name.en);
    expect(new Set(names).size).toBe(6);
    expect(profileClusters(fitKMeans(rows, { k: 1 }), rows)[0]!.name).toEqual({ en: "All customers", zh: "全部客户" });
  });

  test("refunds above sales are told as such; average value has its own words", () => {
    const rows = [
      { recency: 5, frequency: 4, monetary: 1000, averageValue: 250 },
      { recency: 6, frequency: 4, monetary: 1100, averageValue: 275 },
      { recency: 60, frequency: 1, monetary: -90, averageValue: -90 },
      { recency: 62, frequency: 1, monetary: -80, averageValue: -80 },
    ];
    const features = ["recency", "frequency", "monetary", "averageValue"] as const;
    const [, cost] = profileClusters(fitKMeans(rows, { k: 2, features, transform: "signed-log" }), rows);
    expect(cost!.sentence.en).toBe(
      "One-time very small spenders with very low average value, last seen 61 days ago: 50.0 % of customers (2) cost 8.8 % of the value. In the middle: bought once, got back 85 more than they paid, average value -85.",
    );
    expect(cost!.sentence.zh).toBe(
      "客单价很低、只购买过一次的低消费客户，约61天前来过：2位客户，占50.0%，消耗8.8%的价值。中位数：购买1次，退款超过消费85，客单价 -85。",
    );
    const hardly = rows.map((row, i) => ({ ...row, monetary: i < 2 ? 1e6 : -0.01 }));
    expect(profileClusters(fitKMeans(hardly, { k: 2 }), hardly)[1]!.sentence.en).toMatch(/\(2\) bring 0\.0 % of the value/);
  });

  test("other points may leave a cluster empty; further numbers are profiled", () => {
    const model = fitKMeans(typical, { k: 3 });
    const profiles = profileClusters(model, typical.slice(0, 3), { numbers: { age: [20, 30, 40] } });
    expect(profiles.map(({ size }) => size)).toEqual([3, 0, 0]);
    expect(profiles[1]).toMatchObject({ share: 0, numbers: [], attributes: [] });
    expect(profiles[1]!.sentence).toEqual({ en: "Nobody: none of these customers.", zh: "没有客户。" });
    expect(profiles[0]!.numbers.at(-1)).toMatchObject({ name: "age", mean: 30, median: 30, index: 100 });
  });

  test("bad input", () => {
    const model = fitKMeans(typical, { k: 2 });
    expect(() => profileClusters(model, typical, { value: [1] })).toThrow("value must be one number for each of 7 points");
    expect(() => profileClusters(model, typical, { numbers: { age: typical.map(() => Number.NaN) } })).toThrow("row 0: age must be");
    expect(() => profileClusters(model, typical, { attributes: { region: ["N"] } })).toThrow("region must be one value for each of 7 rows");
    expect(() => profileClusters(model, typical, { attributes: { region: typical.map(() => ({}) as never) } })).toThrow(
      "row 0: region must be",
    );
  });
});

describe("segmentBy", () => {
  interface Row {
    readonly region: string | null;
    readonly channel: "web" | "shop";
    readonly member: boolean;
    readonly monetary: number;
    readonly age: number;
  }
  const rows: Row[] = [
    { region: "North", channel: "web", member: true, monetary: 120, age: 30 },
    { region: "South", channel: "shop", member: false, monetary: 30, age: 50 },
    { region: "North", channel: "web", member: true, monetary: 50, age: 40 },
    { region: null, channel: "web", member: false, monetary: 10, age: 20 },
  ];

  test("value per cell, missing values a group of their own", () => {
    const { cells, labels, keys } = segmentBy(rows, ["region", "channel"], { numbers: ["age"], attributes: ["member"] });
    expect(keys).toEqual(["region", "channel"]);
    expect(cells.map(({ label, size, value, averageValue }) => [label, size, value, averageValue])).toEqual([
      ["North · web", 2, 170, 85],
      ["South · shop", 1, 30, 30],
      ["(missing) · web", 1, 10, 10],
    ]);
    expect(cells[2]!.key).toEqual({ region: undefined, channel: "web" });
    expect(cells[0]!.numbers[0]).toMatchObject({ name: "age", mean: 35, median: 35, index: 100 });
    expect(cells[0]!.attributes[0]!.levels).toEqual([{ level: "true", count: 2, share: 1, lift: 2 }]);
    expect(cells[0]!.shareOfValue).toBeCloseTo(170 / 210, 12);
    expect(labels).toEqual(Int32Array.of(0, 1, 0, 2));
  });

  test("keys that look like code, and values that look like keys", () => {
    const odd = [
      { __proto__: null, k: "__proto__", v: 1 },
      { k: '["a"]', v: 2 },
      { k: "constructor", v: 3 },
      { k: "__proto__", v: 4 },
    ] as { k: string; v: number }[];
    const { cells } = segmentBy(odd, ["k"], { value: "v" });
    expect(cells.map(({ label, value }) => [label, value])).toEqual([
      ["__proto__", 5],
      ["constructor", 3],
      ['["a"]', 2],
    ]);
    const named = [JSON.parse('{"__proto__":"a","v":1}'), JSON.parse('{"__proto__":"b","v":1}')] as Record<string, unknown>[];
    expect(segmentBy(named, ["__proto__"]).cells.map(({ key }) => Object.entries(key))).toEqual([
      [["__proto__", "a"]],
      [["__proto__", "b"]],
    ]);
  });

  test("without value by size; without rows nothing", () => {
    expect(segmentBy([{ a: 1 }, { a: 2 }, { a: 2 }], ["a"]).cells.map(({ label, value }) => [label, value])).toEqual([
      ["2", undefined],
      ["1", undefined],
    ]);
    expect(segmentBy([] as Row[], ["region"]).cells).toEqual([]);
  });

  test("every row is in one cell", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: fc.constantFrom("x", "y", "", "·"), b: fc.integer({ min: 0, max: 2 }), v: fc.integer() })),
        (many) => {
          const { cells, labels } = segmentBy(many, ["a", "b"], { value: "v" });
          expect(cells.reduce((sum, { size }) => sum + size, 0)).toBe(many.length);
          many.forEach(({ a, b }, i) => {
            expect(cells[labels[i]!]!.key).toEqual({ a: a === "" ? undefined : a, b: String(b) });
          });
        },
      ),
    ));

  test("bad input", () => {
    expect(() => segmentBy(rows, [])).toThrow("keys must be at least one name of a field");
    expect(() => segmentBy(rows, ["region", "region"])).toThrow('keys must be different names, received "region"');
    expect(() => segmentBy("rows" as never, ["a"] as never)).toThrow("rows must be an array of records");
    expect(() => segmentBy([{ a: 1 }, null] as never, ["a"] as never)).toThrow("row 1: rows must be records, received null");
    expect(() => segmentBy(JSON.parse('[{"a":1,"monetary":null},{"a":1,"monetary":5}]') as Row[], ["a" as never])).toThrow(
      "row 0: monetary must be a finite number, received null",
    );
    expect(segmentBy([{ a: 1 }] as never[], ["constructor" as never]).cells[0]!.label).toBe("(missing)");
    expect(() => segmentBy([{ a: {} }], ["a"])).toThrow("row 0: a must be text, a finite number, true or false, or missing");
    expect(() => segmentBy([{ a: 1, v: Number.NaN }], ["a"], { value: "v" })).toThrow("row 0: v must be a finite number");
  });
});

describe("crossTable", () => {
  test("clusters beside segments by rules", () => {
    const model = fitKMeans(customers, { k: 3, transform: "signed-log" });
    const clusters = clusterAll(model, customers);
    const { labels, cells } = segmentBy(
      customers.map(({ frequency, monetary }: Rfm) => ({ again: frequency > 1, monetary })),
      ["again"],
    );
    const words = Array.from(labels, (label) => cells[label]!.label);
    const table = crossTable(clusters, words, { value: customers.map(({ monetary }) => monetary) });
    expect(table.rows).toEqual([0, 1, 2]);
    expect(table.columns).toEqual(["false", "true"]);
    expect(table.counts.flat().reduce((a, b) => a + b, 0)).toBe(customers.length);
    expect(table.values!.flat().reduce((a, b) => a + b, 0)).toBeCloseTo(
      customers.reduce((a, { monetary }) => a + monetary, 0),
      6,
    );
    for (const row of table.shares) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(adjustedRand(clusters, words)).toBeGreaterThan(0);
  });

  test("three ways at once by segmentBy", () => {
    const rows = customers.map(({ monetary, frequency }, i) => ({ monetary, again: frequency > 1, cluster: i % 2, tier: i % 3 }));
    const { cells } = segmentBy(rows, ["cluster", "again", "tier"]);
    expect(cells.reduce((sum, { size }) => sum + size, 0)).toBe(customers.length);
    expect(Object.keys(cells[0]!.key)).toEqual(["cluster", "again", "tier"]);
  });

  test("the order asked for, with what does not occur", () => {
    const table = crossTable([1, 1, 0], ["b", "a", "a"], { rows: [1, 0, 2], columns: ["b", "a"] });
    expect(table).toMatchObject({
      counts: [
        [1, 1],
        [0, 1],
        [0, 0],
      ],
      lifts: [
        [1.5, 0.75],
        [0, 1.5],
        [undefined, undefined],
      ],
      values: undefined,
    });
    expect(() => crossTable([1], ["a"], { rows: [0] })).toThrow("row 0: one must be one of 0, received 1");
    expect(() => crossTable([0], [0], { columns: [0, 1, 0] })).toThrow("columns must be different labels, received 0");
    expect(() => crossTable([0], undefined as never)).toThrow("other must be a list of labels");
    expect(() => crossTable([1], ["a", "b"])).toThrow("other must be one for each of 1 points");
  });
});
