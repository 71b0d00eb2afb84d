import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cadence,
  customerCadences,
  customerLifetimes,
  customerRhythm,
  earlyWarnings,
  fitCadence,
  kaplanMeier,
  lapseThreshold,
  medianLifetime,
  purchaseGaps,
  purchaseHistories,
  type Transaction,
  toLedger,
  WARNING_SIGNS,
  waitsForPurchase,
} from "../../src/index.js";
import { random, randomExponential, randomGamma } from "../../src/math/random.js";
import { AS_OF, relabelled, SHOP, shops, sortedById } from "./ledgers.js";

const END = "2026-01-31";
const every = (id: string, first: string, gaps: readonly number[], amount: number | ((i: number) => number) = 20): Transaction[] => {
  let day = Date.parse(`${first}T00:00:00Z`) / 86_400_000;
  return [0, ...gaps].map((gap, i) => ({
    customerId: id,
    date: new Date((day += gap) * 86_400_000).toISOString().slice(0, 10),
    amount: typeof amount === "number" ? amount : amount(i),
  }));
};

describe("lapse threshold", () => {
  test("quantiles stand in the order of their size", () => {
    const rows = every("ann", "2025-01-01", [1, 2, 3]);
    const { quantiles } = lapseThreshold(rows, { asOf: END, quantile: 1e-7 })!;
    expect(quantiles.map(({ quantile }) => quantile)).toEqual([1e-7, 0.8, 0.85, 0.9, 0.95]);
  });

  test("is the type-7 quantile of the gaps, rounded up, and no later quantile is earlier", () => {
    const rows = every("ann", "2025-01-01", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    // (10 − 1) · 0.9 = 8.1: 9 + 0.1 · (10 − 9).
    expect(lapseThreshold(rows, { asOf: END })!.days).toBe(10);
    expect(lapseThreshold(rows, { asOf: END, quantile: 0.5 })!.days).toBe(6);
    fc.assert(
      fc.property(shops, fc.constantFrom("gap" as const, "customer" as const), (some, each) => {
        const found = lapseThreshold(some, { asOf: END, each });
        const gaps = purchaseGaps(some, { asOf: END });
        if (!found) {
          expect(gaps.every((one) => one.gaps.length === 0)).toBe(true);
          return;
        }
        expect(found.gaps).toBe(gaps.reduce((sum, one) => sum + one.gaps.length, 0));
        found.quantiles.forEach(({ days, lapsed, share }, i) => {
          expect(days).toBeGreaterThanOrEqual(found.quantiles[i - 1]?.days ?? 1);
          expect(lapsed).toBe(gaps.filter(({ sinceLast }) => sinceLast > days).length);
          expect(share).toBe(lapsed / found.customers);
        });
        expect(lapseThreshold(relabelled(some).reverse(), { asOf: END, each })).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });

  test("counting customers once, one who buys daily does not decide for all", () => {
    const rows = [
      ...every("daily", "2025-01-01", new Array(99).fill(1)),
      ...every("slow", "2025-01-01", [60]),
      ...every("slower", "2025-01-01", [80]),
    ];
    expect(lapseThreshold(rows, { asOf: END })!.days).toBe(1);
    expect(lapseThreshold(rows, { asOf: END, each: "customer" })!.days).toBe(80);
  });

  test("is not known without a gap of a day", () => {
    expect(lapseThreshold([], { asOf: END })).toBeUndefined();
    const orders = ["1", "2"].map((orderId) => ({ customerId: "ann", date: "2025-01-01", amount: 5, orderId }));
    expect(lapseThreshold(toLedger(orders, { purchaseBy: "order" }), { asOf: END })).toBeUndefined();
    expect(fitCadence(toLedger(orders, { purchaseBy: "order" }), { asOf: END })).toBeUndefined();
  });
});

describe("cadence", () => {
  test("finds the mean gap and the credibility of a simulation", () => {
    // Gaps exponential of mean m, m gamma of shape 4 and mean 30: within E[m²] = 30² · 1.25, between 30² / 4, so κ = 5.
    const draw = random(7);
    const rows = Array.from({ length: 3000 }, (_, c) => {
      const mean = randomGamma(draw, 4, 4 / 30);
      return every(
        `c${c}`,
        "2020-01-01",
        Array.from({ length: 12 }, () => Math.max(1, Math.round(randomExponential(draw, 1 / mean)))),
      );
    }).flat();
    const { params } = fitCadence(rows, { asOf: END })!;
    // Monte Carlo: standard error of the mean .33; of κ about .35; rounding up to a day adds .15 to the mean.
    expect(Math.abs(params.meanGap - 30.15)).toBeLessThan(1);
    expect(Math.abs(params.priorGaps! - 5)).toBeLessThan(1);
  });

  test("alike customers are judged by all, different ones by themselves", () => {
    const alike = ["a", "b", "c"].flatMap((id) => every(id, "2025-01-01", [5, 35, 20]));
    expect(fitCadence(alike, { asOf: END })!.params).toEqual({ meanGap: 20, priorGaps: null });
    const clocks = [...every("a", "2025-01-01", [7, 7, 7]), ...every("b", "2025-01-01", [70, 70])];
    expect(fitCadence(clocks, { asOf: END })!.params.priorGaps).toBe(0);
    expect(customerCadences(clocks, { asOf: END }).map(({ expectedGap }) => expectedGap)).toEqual([7, 70]);
  });

  test("the overdue score rises with the wait, within 0 and 1, and the expected gap lies between own and all", () => {
    const cadence = fitCadence(SHOP, { asOf: AS_OF })!;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 12 }), fc.nat(300), fc.nat(100), (gaps, wait, more) => {
        const now = customerRhythm(cadence, { gaps, sinceLast: wait });
        const later = customerRhythm(cadence, { gaps, sinceLast: wait + more });
        expect(now.overdue).toBeGreaterThanOrEqual(0);
        expect(later.overdue).toBeLessThanOrEqual(1);
        expect(later.overdue).toBeGreaterThanOrEqual(now.overdue);
        const own = now.meanGap ?? cadence.params.meanGap;
        expect(now.expectedGap).toBeGreaterThanOrEqual(Math.max(0.5, Math.min(own, cadence.params.meanGap)) - 1e-9);
        expect(now.expectedGap).toBeLessThanOrEqual(Math.max(0.5, own, cadence.params.meanGap) + 1e-9);
        expect(now.window80[0]).toBeLessThanOrEqual(now.window80[1]);
        expect(now.overdueRatio).toBe(wait / now.expectedGap);
        expect(customerRhythm(JSON.parse(JSON.stringify(cadence)) as Cadence, { gaps, sinceLast: wait })).toEqual(now);
      }),
    );
  });

  test("at most about a tenth of the gaps ends above a score of .9, a few do", () => {
    const cadence = fitCadence(SHOP, { asOf: AS_OF })!;
    const scores = purchaseGaps(SHOP, { asOf: AS_OF }).flatMap(({ gaps }) =>
      gaps.map((gap) => customerRhythm(cadence, { gaps, sinceLast: gap }).overdue),
    );
    const above = scores.filter((score) => score > 0.9).length / scores.length;
    expect(above).toBeGreaterThan(0.01);
    expect(above).toBeLessThan(0.12);
  });

  test("all customers are those of the histories, whatever their order", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        if (!fitCadence(rows, { asOf: END })) return;
        const found = customerCadences(rows, { asOf: END });
        const histories = purchaseHistories(rows, { asOf: END });
        expect(found.map(({ customerId, gaps }) => [customerId, gaps])).toEqual(
          histories.map(({ customerId, repeats }) => [customerId, repeats]),
        );
        const other = sortedById(customerCadences(relabelled(rows).reverse(), { asOf: END }));
        sortedById(found).forEach((one, i) => {
          // Sums in another order.
          expect(other[i]!.expectedGap).toBeCloseTo(one.expectedGap, 9);
          expect(other[i]!.overdue).toBeCloseTo(one.overdue, 9);
        });
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["nobody twice", () => customerCadences(every("a", "2025-01-01", []), { asOf: END }), "bought twice"],
    ["a quantile of 1", () => lapseThreshold(SHOP, { asOf: END, quantile: 1 }), "quantile"],
    ["what counts once", () => lapseThreshold(SHOP, { asOf: END, each: "day" as never }), "each"],
    ["a gap below 0", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { gaps: [-1], sinceLast: 1 }), "row 0: gaps"],
    ["a wait that is none", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { gaps: [], sinceLast: Number.NaN }), "sinceLast"],
    ["a quantile in text", () => lapseThreshold(SHOP, { asOf: END, quantile: "0.9" as never }), "quantile"],
    ["a gap in text", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { gaps: [3, "7" as never], sinceLast: 1 }), "row 1: gaps"],
    ["no gap", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { gaps: [null as never], sinceLast: 1 }), "row 0: gaps"],
    ["no list of gaps", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { sinceLast: 1 } as never), "gaps must be a list"],
    ["no wait", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { gaps: [], sinceLast: null as never }), "sinceLast"],
    ["a wait in text", () => customerRhythm(fitCadence(SHOP, { asOf: END })!, { gaps: [], sinceLast: "3" as never }), "sinceLast"],
    ["a cadence that is none", () => customerRhythm({} as never, { gaps: [], sinceLast: 3 }), "cadence must be"],
    ["null for a cadence", () => customerCadences(SHOP, { asOf: END, cadence: null as never }), "cadence must be"],
    ["a lapse in text", () => earlyWarnings(SHOP, { asOf: END, lapseDays: "30" as never }), "lapseDays"],
    ["null for signs", () => earlyWarnings(SHOP, { asOf: END, signs: null as never }), "signs must be an array"],
    ["null for a sign", () => earlyWarnings(SHOP, { asOf: END, signs: [null as never] }), "row 0: key"],
    ["no whole lapse", () => customerLifetimes(SHOP, { asOf: END, lapseDays: 1.5 }), "lapseDays"],
    ["after nothing", () => waitsForPurchase(SHOP, { asOf: END, after: 0 }), "after"],
    ["no latest", () => earlyWarnings(SHOP, { asOf: END, latest: 0 }), "latest"],
    ["a lapse of nothing", () => earlyWarnings(SHOP, { asOf: END, lapseDays: Number.NaN }), "lapseDays"],
    ["a sign that is none", () => earlyWarnings(SHOP, { asOf: END, signs: [{ ...WARNING_SIGNS[0]!, key: "x" as never }] }), "row 0: key"],
    ["a complaint without a date", () => earlyWarnings(SHOP, { asOf: END, complaints: [{ customerId: "a" } as never] }), "row 0: date"],
    ["a null complaint", () => earlyWarnings(SHOP, { asOf: END, complaints: [null as never] }), "row 0: customerId"],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});

describe("customers as subjects", () => {
  test("one each; an event is a gap or a wait of more than the days; durations are within the age", () => {
    fc.assert(
      fc.property(shops, fc.integer({ min: 1, max: 200 }), (rows, lapseDays) => {
        const found = customerLifetimes(rows, { asOf: END, lapseDays });
        const histories = purchaseHistories(rows, { asOf: END });
        const gaps = purchaseGaps(rows, { asOf: END });
        expect(found).toHaveLength(histories.length);
        found.forEach(({ customerId, duration, event }, i) => {
          expect(customerId).toBe(histories[i]!.customerId);
          const at = [...gaps[i]!.gaps, gaps[i]!.sinceLast].findIndex((gap) => gap > lapseDays);
          expect(event).toBe(at >= 0);
          const lived = gaps[i]!.gaps.slice(0, at).reduce((sum, gap) => sum + gap, 0);
          expect(duration).toBe(event ? lived + lapseDays : histories[i]!.age);
          expect(duration).toBeLessThanOrEqual(histories[i]!.age);
        });
      }),
      { numRuns: 80 },
    );
  });

  test("what happens after asOf changes nothing", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        const past = rows.filter(({ date }) => String(date) <= "2025-03-31");
        const options = { asOf: "2025-03-31", lapseDays: 60 };
        const all = sortedById(customerLifetimes(rows, options));
        expect(all).toEqual(sortedById(customerLifetimes(past, options)));
      }),
      { numRuns: 40 },
    );
  });

  test("exponential waits have the median ln 2 × mean, censored or not", () => {
    const draw = random(2);
    const rows = Array.from({ length: 4000 }, (_, c) => every(`c${c}`, "2025-06-01", [Math.ceil(randomExponential(draw, 1 / 100))])).flat();
    const curve = kaplanMeier(waitsForPurchase(rows, { asOf: "2025-12-31" }));
    expect(curve.events).toBeLessThan(4000);
    const { lower, upper } = medianLifetime(curve);
    expect(lower!).toBeLessThan(100 * Math.LN2 + 1);
    expect(upper!).toBeGreaterThan(100 * Math.LN2 - 1);
  });
});

describe("early warnings", () => {
  const steady = every("steady", "2025-01-01", new Array(11).fill(28));
  const one = (rows: readonly Transaction[], options: Partial<Parameters<typeof earlyWarnings>[1]> = {}) =>
    earlyWarnings([...steady, ...rows], { asOf: "2025-12-01", ...options }).customers.find(({ customerId }) => customerId !== "steady")
      ?.warnings;
  const monthly = (amount: (i: number) => number, rest: (i: number) => Partial<Transaction> = () => ({})): Transaction[] =>
    every("ann", "2025-01-01", new Array(11).fill(28), amount).map((row, i) => ({ ...row, ...rest(i) }));

  test("nothing is said of a steady customer", () => {
    const { bought, compared, customers } = earlyWarnings(steady, { asOf: "2025-12-01" });
    expect([bought, compared, customers]).toEqual([1, 1, []]);
  });

  test("each sign is found where it is, with its figures", () => {
    const late = one(every("ann", "2025-01-01", [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]))!;
    expect(late).toMatchObject([{ sign: "gap_stretched", recent: 250 }]);
    expect(one(monthly((i) => (i < 9 ? 50 : 20)))).toMatchObject([
      { sign: "basket_shrinking", recent: 20, earlier: 50, change: 0.4, evidence: "money a purchase: 20, before 50" },
    ]);
    const kinds = monthly(() => 10).flatMap((row, i) =>
      ["x", "y", "z"].slice(0, i < 9 ? 3 : 1).map((category) => ({ ...row, amount: i < 9 ? 10 : 30, category })),
    );
    expect(one(kinds)).toMatchObject([{ sign: "breadth_narrowing", recent: 1, earlier: 3 }]);
    const back = [...monthly(() => 50), { customerId: "ann", date: "2025-11-20", amount: -60 }];
    expect(one(back)).toMatchObject([
      { sign: "returns_rising", recent: 0.4, earlier: 0, evidence: "refunded of what was paid: 40 %, before 0 %" },
    ]);
    const cheap = monthly(
      () => 50,
      (i) => ({ discount: i < 9 ? 0 : 5 }),
    );
    expect(one(cheap)).toMatchObject([{ sign: "discounts_rising", recent: 1, earlier: 0 }]);
    const complaints = ["2025-11-01", "2025-11-10", "2024-01-01", "2026-05-01"].map((date) => ({ customerId: "ann", date }));
    const [complained] = one(
      monthly(() => 50),
      { complaints },
    )!;
    expect(complained).toMatchObject({ sign: "complaints_rising", recent: 2 / 3, earlier: 1 / 9 });
  });

  test("signs without their columns are not looked for, and counted as such", () => {
    const known = Object.fromEntries(
      earlyWarnings(
        monthly(() => 50),
        { asOf: "2025-12-01" },
      ).signs.map((sign) => [sign.sign, sign.known]),
    );
    expect(known).toEqual({
      gap_stretched: 1,
      basket_shrinking: 1,
      breadth_narrowing: 0,
      returns_rising: 0,
      complaints_rising: 0,
      discounts_rising: 0,
    });
  });

  test("of customers who only vary by chance, few are named", () => {
    const draw = random(9);
    const rows = Array.from({ length: 500 }, (_, c) =>
      every(`c${c}`, "2025-01-01", new Array(11).fill(28), () => draw() * 100).map((row) => ({ ...row, discount: draw() < 0.3 ? 5 : 0 })),
    ).flat();
    const found = earlyWarnings(rows, { asOf: "2025-12-01" }).signs.filter(({ known }) => known > 0);
    expect(found.map(({ sign }) => sign)).toEqual(["gap_stretched", "basket_shrinking", "discounts_rising"]);
    // Student's t of 10 degrees of freedom is above 2 with probability .0367; three Monte Carlo standard errors on it.
    expect(found[1]!.found / found[1]!.known).toBeLessThan(0.0367 + 3 * Math.sqrt((0.0367 * 0.9633) / 500));
    expect(found[0]!.found).toBe(0);
    // Shares of 0 and 1 are skewed: counted out over all k of 3 and of 9, and three Monte Carlo standard errors on it.
    const chance = (k: number, n: number): number => {
      let ways = 1;
      for (let i = 0; i < k; i++) ways *= (n - i) / (i + 1);
      return ways * 0.3 ** k * 0.7 ** (n - k);
    };
    let rate = 0;
    for (let k = 0; k <= 3; k++) {
      for (let m = 0; m <= 9; m++) {
        const difference = k / 3 - m / 9;
        const variance = ((k * (1 - k / 3) + m * (1 - m / 9)) / 10) * (1 / 3 + 1 / 9);
        if (difference >= 0.25 && difference >= 2 * Math.sqrt(variance)) rate += chance(k, 3) * chance(m, 9);
      }
    }
    const share = found[2]!.found / found[2]!.known;
    expect(Math.abs(share - rate)).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / 500));
  });

  test("orders of one day stay on one side, and the other needs as many", () => {
    const rows = [0, 30, 60, 90, 90, 90, 90, 90, 90].map((day, i) => ({
      customerId: "ann",
      date: new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
      amount: day < 90 ? 80 + i : 10 + i,
      orderId: `${i}`,
    }));
    const known = (some: typeof rows) =>
      earlyWarnings(toLedger(some, { purchaseBy: "order" }), { asOf: "2025-04-10" }).signs.find(({ sign }) => sign === "basket_shrinking");
    expect(known(rows)).toMatchObject({ known: 1, found: 1 });
    expect(known(rows.slice(1))).toMatchObject({ known: 0, found: 0 });
  });

  test("spend is free of the noise of its sum, whatever the order of the rows", () => {
    const rows = monthly((i) => (i < 9 ? 0.7 : 0.1));
    for (const some of [rows, rows.slice().reverse()]) {
      expect(earlyWarnings(some, { asOf: "2025-12-01" }).customers[0]!.spend).toBe(6.6);
    }
  });

  test("bounds of one's own, and customers who are gone", () => {
    const rows = monthly((i) => (i < 9 ? 50 : 40));
    expect(one(rows)).toBeUndefined();
    const strict = WARNING_SIGNS.map((sign) => (sign.key === "basket_shrinking" ? { ...sign, from: 0.8 } : sign));
    expect(one(rows, { signs: strict })).toHaveLength(1);
    expect(earlyWarnings(rows, { asOf: "2026-12-01", lapseDays: 90 }).compared).toBe(0);
  });

  test("order and names of customers are irrelevant, nothing after asOf is seen, all is JSON", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        const options = { asOf: "2025-09-30", latest: 1 };
        const found = earlyWarnings(rows, options);
        expect(found.customers.every(({ warnings }) => warnings.length > 0)).toBe(true);
        const past = rows.filter(({ date }) => String(date) <= "2025-09-30");
        const other = earlyWarnings(relabelled(past).reverse(), options);
        expect(other.signs).toEqual(found.signs);
        expect(other.customers.map(({ customerId }) => customerId)).toEqual(found.customers.map(({ customerId }) => `#${customerId}`));
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });
});
