import { describe, expect, test } from "vitest";
import {
  evaluate,
  expectedPurchases,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  type HeldOut,
  holdout,
  purchaseDistribution,
  toLedger,
  tracking,
} from "../../src/index.js";
import { midRanks, pearson, spearman } from "../../src/math/correlation.js";
import { describeShared, readReference } from "../shared-data.js";
import { cdnowSample, onlineRetail } from "./cdnow.js";

const weeks = (kind: "bg-nbd" | "pareto-nbd", [r, alpha, p, q]: [number, number, number, number]) =>
  kind === "bg-nbd"
    ? ({ kind, params: { r, alpha: 7 * alpha, a: p, b: q } } as const)
    : ({ kind, params: { r, alpha: 7 * alpha, s: p, beta: 7 * q } } as const);
const bg = weeks("bg-nbd", [0.2425982, 4.4136842, 0.7929899, 2.4261667]);
const pareto = weeks("pareto-nbd", [0.553, 10.58, 0.606, 11.656]);

describeShared("BTYD's vignette on the CDNOW sample", () => {
  const ledger = cdnowSample();
  const { customers } = holdout(ledger, { at: "1997-09-30", until: "1998-06-30" });

  test("holdout purchases by frequency, actual and expected", () => {
    const { byRepeats } = evaluate(bg, customers, { days: 273 });
    expect(byRepeats.map((band) => band.customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    const actual = [0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359];
    byRepeats.forEach((band, i) => {
      expect(band.actual).toBeCloseTo(actual[i]!, 3);
    });
    // parameters printed with seven digits, the figures of weeks in two decimals
    const expected = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036];
    byRepeats.forEach((band, i) => {
      expect(band.forecast / expected[i]!).toBeCloseTo(1, 4);
    });
    const printed = [0.138, 0.6, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403];
    evaluate(pareto, customers, { days: 273 }).byRepeats.forEach((band, i) => {
      // the manual's parameters have three digits
      expect(Math.abs(band.forecast - printed[i]!)).toBeLessThan(0.0015);
    });
  });

  test("weeks 20 to 25, actual and expected", () => {
    const options = { until: "1998-06-30", acquiredBy: "1997-09-30" };
    const found = tracking(bg, ledger, options);
    expect(found.slice(19, 25).map(({ actual }) => actual)).toEqual([73, 55, 70, 33, 56, 99]);
    expect(found).toHaveLength(78);
    expect(found.at(-1)!.cumulativeActual).toBe(2457 + 1882);
    // BTYD counts purchases of days 1 … 7 and expects those of days 2 … 8
    const later = { ...options, from: "1997-01-02", until: "1998-07-01" };
    const expected = [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213];
    tracking(bg, ledger, later)
      .slice(19, 25)
      .forEach((week, i) => {
        expect(week.expected).toBeCloseTo(expected[i]!, 4);
      });
    const printed = [78.308, 76.419, 74.648, 72.983, 71.414, 69.933];
    // three-digit parameters again
    tracking(pareto, ledger, later)
      .slice(19, 25)
      .forEach((week, i) => {
        expect(Math.abs(week.expected / printed[i]! - 1)).toBeLessThan(1e-3);
      });
  });

  test("the models beat the rules of thumb, and their totals are CLVTools' and lifetimes'", () => {
    for (const [learn, total] of [
      [fitBgNbd, 1653.4087],
      [fitMbgNbd, 1576.7283],
      [fitParetoNbd, 1665.5131],
    ] as const) {
      const evaluation = evaluate(learn(customers), customers, { days: 273 });
      expect(evaluation.actual).toBe(1882);
      expect(evaluation.forecasts[0]!.total).toBeCloseTo(total, 2);
      expect(evaluation.winner).toBe("model");
      expect(evaluation.notes).toEqual([]);
    }
  });

  test("errors of the whole sample are CLVTools'", () => {
    const whole = readReference<{ whole_sample: Record<string, Record<string, number>> }>("cdnow/expectations.json").whole_sample;
    const [model] = evaluate(fitBgNbd(customers), customers, { days: 273 }).forecasts;
    const { mean_absolute_error: mae, root_mean_square_error: rmse } = whole.bg_nbd!;
    expect(model!.mae).toBeCloseTo(mae!, 6);
    expect(model!.rmse).toBeCloseTo(rmse!, 6);
  });
});

describeShared("Online Retail, the last 90 days held out", () => {
  test("autumn is more than any forecast; the model misses least of it, and a note says that rules of thumb do as well", () => {
    const { customers, newcomers } = holdout(onlineRetail(), { at: "2011-09-10", until: "2011-12-09" });
    const { forecasts, winner, notes } = evaluate(fitMbgNbd(customers), customers, { days: 90 });
    expect(newcomers.customers).toBeGreaterThan(700);
    for (const { totalError } of forecasts) expect(totalError!).toBeLessThan(-0.25);
    expect(forecasts[0]!.wins).toContain("bias");
    expect(winner).not.toBe("model");
    expect(notes[0]).toMatch(/wins in at least as many measures as the model/);
  });
});

const some: HeldOut[] = Array.from({ length: 40 }, (_, i) =>
  Object.freeze({
    repeats: i % 5,
    lastPurchaseAge: i % 5 === 0 ? 0 : 40 + i,
    age: 100,
    laterPurchases: i % 7 === 0 ? 3 : i % 3 === 0 ? 1 : 0,
    earlierRepeats: i % 3,
  }),
);

describe("an evaluation", () => {
  const evaluation = evaluate(bg, some, { days: 100 });
  const [model, period, rate, hiatus] = evaluation.forecasts;

  test("says what it compares", () => {
    const errors = some.map((customer) => expectedPurchases(bg, customer, 100) - customer.laterPurchases);
    expect(model!.mae).toBeCloseTo(errors.reduce((sum, error) => sum + Math.abs(error), 0) / 40, 12);
    expect(model!.bias).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 40, 12);
    expect(model!.rmse).toBeCloseTo(Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / 40), 12);
    expect(model!.totalError).toBeCloseTo(model!.total / evaluation.actual - 1, 12);
    expect(period!.total).toBe(some.reduce((sum, { earlierRepeats }) => sum + earlierRepeats!, 0));
    expect(rate!.total).toBeCloseTo(80, 12);
    expect(hiatus!.total).toBeLessThanOrEqual(rate!.total);
    expect(evaluate(bg, some, { days: 100, hiatusDays: 30 }).forecasts[3]!.total).toBeLessThan(rate!.total / 2);
  });

  test("a season multiplies what the model expects of each day", () => {
    const index = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1].map((_, month) => (month === 11 ? 3 : 1));
    const season = { kind: "season", schemaVersion: 1, by: "month", index } as const;
    const inSeason = evaluate(bg, some, { days: 61, inSeason: { season, asOf: "2026-10-31" } }).forecasts[0]!;
    const total = some.reduce((sum, one) => sum + 3 * expectedPurchases(bg, one, 61) - 2 * expectedPurchases(bg, one, 30), 0);
    expect(inSeason.total).toBeCloseTo(total, 9);
    expect(() => evaluate(bg, some, { days: 9, inSeason: { season, asOf: "soon" } })).toThrow(/asOf must be/);
  });

  test("its bands, its histogram and its table hold all customers", () => {
    const { calibration, byRepeats, histogram } = evaluation;
    for (const bands of [calibration, byRepeats]) {
      expect(bands.reduce((sum, { customers }) => sum + customers, 0)).toBe(40);
      expect(bands.reduce((sum, { customers, actual }) => sum + customers * actual, 0)).toBeCloseTo(evaluation.actual, 9);
      expect(bands.reduce((sum, { customers, forecast }) => sum + customers * forecast, 0)).toBeCloseTo(model!.total, 9);
    }
    expect(histogram.reduce((sum, { actual }) => sum + actual, 0)).toBe(40);
    expect(histogram.reduce((sum, bin) => sum + bin.model, 0)).toBeCloseTo(40, 9);
    expect(histogram[2]!.model).toBeCloseTo(
      some.reduce((sum, customer) => sum + purchaseDistribution(bg, customer, 100).p[2]!, 0),
      9,
    );
  });

  test("equal forecasts share the border of the top tenth", () => {
    const flat = some.map((customer) => ({ ...customer, repeats: 0, lastPurchaseAge: 0 }));
    expect(evaluate(bg, flat, { days: 100 }).forecasts[0]!.topDecileCapture).toBeCloseTo(0.1, 12);
    expect(evaluate(bg, flat, { days: 100 }).forecasts[0]!.spearman).toBeUndefined();
  });

  test("without the last period there is one rival less, and nothing bought is told", () => {
    const silent = some.map(({ earlierRepeats: _, ...customer }) => ({ ...customer, laterPurchases: 0 }));
    const { forecasts, notes } = evaluate(bg, silent, { days: 100 });
    expect(forecasts.map(({ name }) => name)).toEqual(["model", "own rate", "hiatus"]);
    expect(forecasts[0]).toMatchObject({ totalError: undefined, mape: undefined, spearman: undefined, topDecileCapture: undefined });
    expect(notes[0]).toMatch(/Nobody bought in the holdout/);
  });

  test.each([
    ["customers must be", [], { days: 100 }],
    ["days must be", some, { days: 0 }],
    ["hiatusDays must be", some, { days: 9, hiatusDays: -1 }],
    ["row 0: laterPurchases must be", [{ ...some[0]!, laterPurchases: 0.5 }], { days: 9 }],
    ["lastPurchaseAge must be", [{ ...some[1]!, lastPurchaseAge: 999 }], { days: 9 }],
  ])("%s", (message, customers, options) => {
    expect(() => evaluate(bg, customers, options)).toThrow(message);
  });
});

describe("tracking", () => {
  const rows = toLedger([
    { customerId: "ann", date: "2026-01-01", amount: 20 },
    { customerId: "ann", date: "2026-01-03", amount: 20 },
    { customerId: "bob", date: "2026-01-10", amount: 20 },
    { customerId: "bob", date: "2026-01-14", amount: 20 },
  ]);

  test("counts repeats and expects them of whoever has begun", () => {
    const found = tracking(bg, rows, { until: "2026-01-21" });
    expect(found.map(({ from, to, actual }) => [from, to, actual])).toEqual([
      ["2026-01-01", "2026-01-07", 1],
      ["2026-01-08", "2026-01-14", 1],
      ["2026-01-15", "2026-01-21", 0],
    ]);
    expect(found[2]!.cumulativeExpected).toBeCloseTo(expectedPurchases(bg, "newcomer", 20) + expectedPurchases(bg, "newcomer", 11), 9);
    expect(tracking(bg, rows, { until: "2026-01-21", acquiredBy: "2026-01-05" })[1]!.actual).toBe(0);
  });

  test("needs a period", () => {
    expect(() => tracking(bg, rows, { until: "2026-01-03" })).toThrow(/until must be late enough/);
    expect(() => tracking(bg, rows, { until: "2026-01-30", stepDays: 0.5 })).toThrow(/stepDays must be/);
    expect(() => tracking(bg, [], { until: "2026-01-30" })).toThrow(/purchases must be/);
  });
});

describe("correlation", () => {
  test("ties take the mean of their ranks", () => {
    expect(Array.from(midRanks([3, 1, 3, 2]))).toEqual([3.5, 1, 3.5, 2]);
    expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
    expect(pearson([1, 2, 3], [2, 2, 2])).toBeUndefined();
  });
});
