import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { quantileBreaks, type RfmPreset, rfmCuts, rfmPreset, rfmScores, type ScoreRange, segmentsOf } from "../../src/index.js";
import { describeShared, readShared, readSharedJson } from "../shared-data.js";

const DIMENSIONS = ["recency", "frequency", "monetary"] as const;
type Vectors = Record<"names", string[]> & Record<`${(typeof DIMENSIONS)[number]}_${"lower" | "upper"}`, number[]>;

function presetOf(vectors: Vectors): RfmPreset {
  const range = (key: (typeof DIMENSIONS)[number], i: number): ScoreRange => [vectors[`${key}_lower`][i]!, vectors[`${key}_upper`][i]!];
  return rfmPreset<string>({
    bins: { r: 5, f: 5, m: 5 },
    match: "first",
    segments: vectors.names.map((key, i) => ({
      key,
      rule: [{ r: range("recency", i), f: range("frequency", i), m: range("monetary", i) }],
    })),
    otherwise: { key: "Others" },
  });
}

type Customer = [customerId: string, recency: number, frequency: number, monetary: number, code: string, tests: string, docs: string];
interface Golden {
  vectorsOfItsTests: Vectors;
  vectorsOfItsDocumentation: Vectors;
  rfmOrders: { cuts: Record<(typeof DIMENSIONS)[number], number[]>; customers: Customer[] };
  cdnow: Golden["rfmOrders"];
}
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/r-rfm.json", import.meta.url), "utf8"));

function check(customers: readonly Customer[], thresholds: Golden["rfmOrders"]["cuts"]): void {
  const rows = customers.map(([customerId, recency, frequency, monetary]) => ({ customerId, recency, frequency, monetary }));
  const scores = rfmScores(rfmCuts(rows, { thresholds }), rows);
  expect(scores.map(({ customerId, code }) => [customerId, code])).toEqual(customers.map(([id, , , , code]) => [id, code]));
  expect(segmentsOf(scores, presetOf(golden.vectorsOfItsTests))).toEqual(customers.map((customer) => customer[5]));
  expect(segmentsOf(scores, presetOf(golden.vectorsOfItsDocumentation))).toEqual(customers.map((customer) => customer[6]));
}

describe("R rfm 0.3.0, excerpt", () => {
  test.each(["rfmOrders", "cdnow"] as const)("scores and segments of %s, customer by customer", (name) => {
    check(golden[name].customers, golden[name].cuts);
  });
});

interface Reference {
  threshold: Record<`${(typeof DIMENSIONS)[number]}_${"lower" | "upper"}`, number>[];
  type7_quantiles_20_40_60_80: Record<(typeof DIMENSIONS)[number], number[]>;
  customers_by_score: Record<(typeof DIMENSIONS)[number], Record<string, number>>;
  segments_with_vectors_of_its_tests: { segment: string; customers: number; orders: number; revenue: number }[];
  segments_with_vectors_of_its_documentation: Reference["segments_with_vectors_of_its_tests"];
}

describeShared("R rfm 0.3.0, all customers", () => {
  test.each([
    ["rfm_orders", "rfm_orders_scores.csv"],
    ["cdnow_sample_by_day", "cdnow_scores.csv"],
  ])("%s: scores, segments, counts of scores and segment sums", (name, file) => {
    const reference = readSharedJson<Record<string, Reference>>("reference/rfm/rfm.json")[name]!;
    const customers = customersOf(file);
    const thresholds = cutsOf(reference);
    check(customers, thresholds);

    const rows = customers.map(([customerId, recency, frequency, monetary]) => ({ customerId, recency, frequency, monetary }));
    const scores = rfmScores(rfmCuts(rows, { thresholds }), rows);
    expect(countsOf(scores)).toEqual(reference.customers_by_score);
    for (const [vectors, expected] of [
      [golden.vectorsOfItsTests, reference.segments_with_vectors_of_its_tests],
      [golden.vectorsOfItsDocumentation, reference.segments_with_vectors_of_its_documentation],
    ] as const) {
      const segments = segmentsOf(scores, presetOf(vectors));
      for (const { segment, ...sums } of expected) {
        const members = rows.filter((_, i) => segments[i] === segment);
        expect(members.length).toBe(sums.customers);
        expect(members.reduce((sum, { frequency }) => sum + frequency, 0)).toBe(sums.orders);
        // Sums of cents, added in another order.
        expect(members.reduce((sum, { monetary }) => sum + monetary, 0)).toBeCloseTo(sums.revenue, 6);
      }
    }
  });

  test("Champions of its own test: 158 customers, 1,234 orders, revenue 120,178", () => {
    const champions = customersOf("rfm_orders_scores.csv").filter((customer) => customer[5] === "Champions");
    const sum = (column: 2 | 3): number => champions.reduce((total, customer) => total + customer[column], 0);
    expect([champions.length, sum(2), sum(3)]).toEqual([158, 1234, 120178]);
  });

  test.each([
    ["rfm_orders", "rfm_orders_scores.csv"],
    ["cdnow_sample_by_day", "cdnow_scores.csv"],
  ])("%s: quantileBreaks returns R's type-7 quantiles", (name, file) => {
    const { type7_quantiles_20_40_60_80: expected } = readSharedJson<Record<string, Reference>>("reference/rfm/rfm.json")[name]!;
    const customers = customersOf(file);
    DIMENSIONS.forEach((key, i) => {
      const values = Float64Array.from(customers, (customer) => customer[(i + 1) as 1 | 2 | 3]).sort();
      // A few ulps: R multiplies the weights in another order.
      for (const [j, cut] of quantileBreaks(values, 5).entries()) expect(cut).toBeCloseTo(expected[key][j]!, 10);
    });
  });

  test("fixed cuts are used as they are", () => {
    const fixed =
      readSharedJson<Record<string, Golden["rfmOrders"]["cuts"] & Pick<Reference, "customers_by_score">>>("reference/rfm/rfm.json");
    const { recency, frequency, monetary, customers_by_score: expected } = fixed.rfm_orders_fixed_cuts!;
    const rows = customersOf("rfm_orders_scores.csv").map(([customerId, days, orders, money]) => ({
      ...{ customerId, recency: days, frequency: orders, monetary: money },
    }));
    expect(countsOf(rfmScores({ recency, frequency, monetary }, rows))).toEqual(expected);
  });

  test("learned cuts let the 1,218 one-time buyers of CDNOW score 1", () => {
    const rows = customersOf("cdnow_scores.csv").map(([customerId, recency, frequency, monetary]) => ({
      ...{ customerId, recency, frequency, monetary },
    }));
    const cuts = rfmCuts(rows);
    expect(cuts.frequency).toEqual([2, 2, 2, 4]);
    expect(cuts.levels).toEqual({ recency: 5, frequency: 3, monetary: 5 });
    expect(cuts.notes).toHaveLength(1);
    expect(countsOf(rfmScores(cuts, rows)).frequency).toMatchObject({ 1: 1218, 2: 0, 3: 0 });
  });
});

function customersOf(file: string): Customer[] {
  return readShared(`reference/rfm/${file}`)
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const cells = line.split(",").map((cell) => cell.replace(/^"|"$/g, ""));
      return [cells[0]!, Number(cells[1]), Number(cells[2]), Number(cells[3]), cells[7]!, cells[8]!, cells[9]!];
    });
}

function cutsOf({ threshold }: Reference): Golden["rfmOrders"]["cuts"] {
  const cuts = (key: (typeof DIMENSIONS)[number]): number[] => threshold.slice(0, 4).map((row) => row[`${key}_upper`]);
  return { recency: cuts("recency"), frequency: cuts("frequency"), monetary: cuts("monetary") };
}

function countsOf(scores: readonly { r: number; f: number; m: number }[]): Record<(typeof DIMENSIONS)[number], Record<string, number>> {
  const counts = (key: "r" | "f" | "m"): Record<string, number> =>
    Object.fromEntries([1, 2, 3, 4, 5].map((score) => [score, scores.filter((row) => row[key] === score).length]));
  return { recency: counts("r"), frequency: counts("f"), monetary: counts("m") };
}
