/** Numbers printed in papers, notes and manuals, in weeks as they were printed: a model has no unit of its own. */
import { describe, expect, test } from "vitest";
import {
  type BgNbd,
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  type GammaGamma,
  meanSpendOfAll,
  probabilityAlive,
  purchaseDistribution,
} from "../../src/index.js";
import { describeShared, readShared } from "../shared-data.js";
import { cdnow, table } from "./reference.js";

const rounded: BgNbd = { kind: "bg-nbd", params: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
const recomputed: BgNbd = { kind: "bg-nbd", params: { r: 0.2425929, alpha: 4.4135313, a: 0.7928862, b: 2.4257537 } };
const manual: BgNbd = { kind: "bg-nbd", params: { r: 0.2425982, alpha: 4.4136842, a: 0.7929899, b: 2.4261667 } };

describe("BG/NBD in print", () => {
  test("Hardie, note 004: E[X(t)] of a newcomer (printed from a fit to two-decimal weeks: 4e-4)", () => {
    const weeks = [1 / 7, 1, 3, 223 / 7, 32, 78];
    [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576].forEach((printed, i) => {
      expect(Math.abs(expectedPurchasesOfNewcomer(recomputed, weeks[i]!) - printed)).toBeLessThan(4e-4);
    });
    [0.00781374, 0.05318474, 0.15063193, 1.04049529, 1.04373724, 1.85797178].forEach((value, i) => {
      expect(expectedPurchasesOfNewcomer(recomputed, weeks[i]!)).toBeCloseTo(value, 6);
    });
  });

  test("Hardie's spreadsheet: customer 1 is expected to buy 1.226 times in 39 weeks", () => {
    const customer = { repeats: 2, lastPurchaseAge: 30.43, age: 38.86 };
    expect(expectedPurchases(recomputed, customer, 39)).toBeCloseTo(1.226, 3);
    expect(expectedPurchases(recomputed, customer, 39)).toBeCloseTo(1.22591, 4);
    expect(probabilityAlive(recomputed, customer)).toBeCloseTo(0.72660915, 6);
  });

  test("BTYD manual: P(X(t) = x)", () => {
    expect(purchaseDistribution(rounded, "newcomer", 2, { length: 11 }).p[10]).toBeCloseTo(1.07869e-7, 12);
    expect(purchaseDistribution(rounded, "newcomer", 39, { length: 1 }).p[0]).toBeCloseTo(0.5737864, 7);
    const { p } = purchaseDistribution(rounded, "newcomer", 30, { length: 21 });
    [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613,
      0.000222226,
    ].forEach((printed, i) => {
      expect(p[11 + i]).toBeCloseTo(printed, 10);
    });
  });

  test("BTYD vignette: E[X(52)] 1.444004; x = 26 buys 25.75659 times in 52 weeks, P(alive) .9688523", () => {
    const customer = { repeats: 26, lastPurchaseAge: 216 / 7, age: 31 };
    expect(expectedPurchasesOfNewcomer(manual, 52)).toBeCloseTo(1.444004, 5);
    expect(Math.abs(expectedPurchases(manual, customer, 52) - 25.75659)).toBeLessThan(1e-4); // the printed parameters have seven digits
    expect(probabilityAlive(manual, customer)).toBeCloseTo(0.9688523, 6);
  });

  test("the increasing frequency paradox: who bought most and then stopped is expected to buy least", () => {
    [0.3474606, 0.04283391, 0.004158973, 0.0003583685].forEach((printed, i) => {
      const expected = expectedPurchases(manual, { repeats: 10 + 5 * i, lastPurchaseAge: 20, age: 39 }, 52);
      expect(Math.abs(expected - printed)).toBeLessThan(1e-5 * printed);
    });
  });
});

describe("Gamma-Gamma in print", () => {
  const printed: GammaGamma = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };

  test("with the printed parameters 6.25, 3.74, 15.44", () => {
    expect(meanSpendOfAll(printed)).toBeCloseTo(35.218978, 6);
    expect(expectedSpend(printed, { repeats: 3, meanSpend: 35 })).toBeCloseTo(35.02792, 5);
    expect(expectedSpend(printed, { repeats: 2, meanSpend: 40 })).toBeCloseTo(39.14042, 5);
  });

  test("with all their digits", () => {
    const full: GammaGamma = { kind: "gamma-gamma", params: { p: 6.2488039, q: 3.7445883, v: 15.4477436 } };
    expect(meanSpendOfAll(full)).toBeCloseTo(35.171002, 5);
    expect(expectedSpend(full, { repeats: 2, meanSpend: 22.35 })).toBeCloseTo(24.6586156, 6);
    expect(expectedSpend(full, { repeats: 0, meanSpend: undefined })).toBe(meanSpendOfAll(full));
  });
});

describeShared("fits in print, CDNOW sample", () => {
  const customers = cdnow("cbs.csv");
  const purchases = customers.reduce((sum, { repeats }) => sum + repeats, 0);
  const weeks = purchases * Math.log(7);

  test("BG/NBD: .243, 4.414, .793, 2.426, LL −9582.4 (Fader, Hardie & Lee 2005); exact weeks −9582.429 (CLVTools)", () => {
    const { params, logLikelihood } = fitBgNbd(customers);
    expect(params.r).toBeCloseTo(0.243, 3);
    expect(params.alpha / 7).toBeCloseTo(4.414, 3);
    expect(params.a).toBeCloseTo(0.793, 3);
    expect(params.b).toBeCloseTo(2.426, 3);
    expect(logLikelihood + weeks).toBeCloseTo(-9582.429, 3);
  });

  test("MBG/NBD: .525, 6.183, .891, 1.614 (BTYDplus)", () => {
    const { params, logLikelihood } = fitMbgNbd(customers);
    expect(params.r).toBeCloseTo(0.525, 3);
    expect(params.alpha / 7).toBeCloseTo(6.183, 3);
    expect(params.a).toBeCloseTo(0.891, 3);
    expect(params.b).toBeCloseTo(1.614, 3);
    expect(logLikelihood + weeks).toBeCloseTo(-9582.135716, 5);
  });

  test("Gamma-Gamma: 6.25, 3.74, 15.44 and the first ten customers of note 025", () => {
    const spending = table(readShared("reference/cdnow/cbs.csv")).map(([, x, , , z]) => ({
      repeats: Number(x),
      meanSpend: z === "" ? undefined : Number(z),
    }));
    const model = fitGammaGamma(spending);
    expect(model.customers).toBe(946);
    expect(model.params.p).toBeCloseTo(6.25, 2);
    expect(model.params.q).toBeCloseTo(3.74, 2);
    expect(model.params.v).toBeCloseTo(15.44, 2);
    const printed = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
    printed.forEach((value, i) => {
      expect(expectedSpend(model, spending[i]!)).toBeCloseTo(value, 1);
    });
  });
});
