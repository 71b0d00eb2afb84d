/** The maxima and the customers of CLVTools, BTYDplus and lifetimes (polished: the packages' own fits stop early). */
import { expect, test } from "vitest";
import {
  type BgCnbdK,
  type BgNbd,
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  expectedSpend,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  type GammaGamma,
  gapShape,
  logLikelihood,
  type MbgCnbdK,
  type MbgNbd,
  probabilityAlive,
  purchaseDistribution,
  readModel,
  residualPurchases,
  wheatMorrison,
} from "../../src/index.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { cdnow, expectClose, onlineRetail, table } from "./reference.js";

interface Polished {
  readonly params: BgNbd["params"] & Record<string, number>;
  readonly loglik: number;
  readonly std_error: Record<string, number>;
  readonly covariance: number[][];
}

const WEEK = 7;
const log7 = Math.log(7);

describeShared("CDNOW by CLVTools", () => {
  const fits = readReference<Record<"sample" | "master", Record<"bg_nbd" | "gamma_gamma", { polished: Polished }>>>("cdnow/fits.json");
  const spending = (file: string): { repeats: number; meanSpend: number | undefined }[] =>
    table(readShared(`reference/cdnow/${file}`)).map(([, x, , , z]) => ({
      repeats: Number(x),
      meanSpend: z === "" ? undefined : Number(z),
    }));

  for (const [set, file] of [
    ["sample", "cbs.csv"],
    ["master", "cbs_master.csv.gz"],
  ] as const) {
    test(`BG/NBD on the ${set}: maximum, standard errors, covariance`, () => {
      const { params, loglik, std_error, covariance } = fits[set].bg_nbd.polished;
      const customers = cdnow(file);
      const model = fitBgNbd(customers);
      const shift = customers.reduce((sum, { repeats }) => sum + repeats, 0) * log7;
      expect(model.logLikelihood + shift).toBeGreaterThan(loglik - 1e-6);
      expect(model.logLikelihood + shift).toBeCloseTo(loglik, 6);
      const units = { r: 1, alpha: WEEK, a: 1, b: 1 };
      const names = ["r", "alpha", "a", "b"] as const;
      names.forEach((name, i) => {
        expectClose(model.params[name] / units[name], params[name]!, 1e-7);
        expectClose(model.standardErrors[name]! / units[name], std_error[name]!, 1e-5);
        names.forEach((other, k) => {
          const scale = units[name] * std_error[name]! * units[other] * std_error[other]!;
          expect(Math.abs(model.covariance![i]![k]! / scale - covariance[i]![k]! / (std_error[name]! * std_error[other]!))).toBeLessThan(
            1e-5,
          );
        });
      });
      expect(model.notes).toEqual([]);
      expect(model.boundary).toEqual([]);
    });

    test(`Gamma-Gamma on the ${set}`, () => {
      const { params, loglik, std_error } = fits[set].gamma_gamma.polished;
      const model = fitGammaGamma(spending(file));
      expect(model.logLikelihood).toBeGreaterThan(loglik - 1e-6);
      expect(model.logLikelihood).toBeCloseTo(loglik, 6);
      for (const name of ["p", "q", "v"] as const) {
        expectClose(model.params[name], params[name]!, 1e-7);
        expectClose(model.standardErrors[name]!, std_error[name]!, 1e-5);
      }
      expect(model.notes.length).toBe(set === "sample" ? 0 : 1);
    });
  }

  test("207 customers in eight regimes, at the polished parameters", () => {
    const { r, alpha, a, b } = fits.sample.bg_nbd.polished.params;
    const model: BgNbd = { kind: "bg-nbd", params: { r, alpha: alpha * WEEK, a, b } };
    const spend = { kind: "gamma-gamma", params: fits.sample.gamma_gamma.polished.params as unknown as GammaGamma["params"] } as const;
    const perWeek = (delta: number): { annualDiscountRate: number } => ({ annualDiscountRate: Math.expm1((365 * delta) / 7) });
    for (const row of table(readShared("reference/cdnow/predictions.csv"))) {
      const [, , x, tx, T, z, , , , , , , likelihood, alive, cet39, cet4, mean, dert10, dert27] = row;
      const customer = { repeats: Number(x), lastPurchaseAge: Number(tx), age: Number(T) };
      expectClose(logLikelihood(model, [customer]) + Number(x) * log7, Number(likelihood), 1e-12);
      expectClose(probabilityAlive(model, customer), Number(alive), 1e-11);
      expectClose(expectedPurchases(model, customer, 273), Number(cet39), 1e-11);
      expectClose(expectedPurchases(model, customer, 28), Number(cet4), 1e-11);
      expectClose(residualPurchases(model, customer, perWeek(Math.log(1.1) / 52)), Number(dert10), 1e-11);
      expectClose(residualPurchases(model, customer, perWeek(0.0027)), Number(dert27), 1e-11);
      expectClose(expectedSpend(spend, { repeats: Number(x), meanSpend: z === "" ? undefined : Number(z) })!, Number(mean), 1e-12);
    }
  });

  test("a newcomer, and the sums over the sample", () => {
    const expectations = readReference<{
      readonly bg_nbd: { weeks: number[]; expectation: number[]; pmf_4w: number[]; pmf_39w: number[] };
      readonly whole_sample: { readonly bg_nbd: { sum_p_alive: number; sum_cet_39w: number } };
    }>("cdnow/expectations.json");
    const { weeks, expectation, pmf_4w, pmf_39w } = expectations.bg_nbd;
    const model = { kind: "bg-nbd", params: fits.sample.bg_nbd.polished.params } as const;
    weeks.forEach((t, i) => {
      expectClose(expectedPurchasesOfNewcomer(model, t), expectation[i]!, 1e-12);
    });
    for (const [t, masses] of [
      [4, pmf_4w],
      [39, pmf_39w],
    ] as const) {
      const { p } = purchaseDistribution(model, "newcomer", t, { length: masses.length });
      masses.forEach((mass, n) => {
        expectClose(p[n]!, mass, 1e-12);
      });
    }
    const inDays: BgNbd = { kind: "bg-nbd", params: { ...model.params, alpha: model.params.alpha * WEEK } };
    const customers = cdnow("cbs.csv");
    const sum = (of: (customer: (typeof customers)[number]) => number): number =>
      customers.reduce((total, customer) => total + of(customer), 0);
    expectClose(
      sum((customer) => probabilityAlive(inDays, customer)),
      expectations.whole_sample.bg_nbd.sum_p_alive,
      1e-11,
    );
    expectClose(
      sum((customer) => expectedPurchases(inDays, customer, 273)),
      expectations.whole_sample.bg_nbd.sum_cet_39w,
      1e-11,
    );
  });
});

describeShared("lifetimes", () => {
  interface Fits {
    readonly models: Record<
      "bg_nbd" | "mbg_nbd",
      { readonly polished: { readonly log_likelihood: number; readonly parameters: Record<string, number> } }
    >;
    readonly boundary_limits: { readonly nbd_without_dropout: { readonly log_likelihood: number } };
  }

  test("MBG/NBD on the CDNOW sample and master", () => {
    for (const [reference, file] of [
      ["fit_cdnow", "cbs.csv"],
      ["fit_cdnow_master", "cbs_master.csv.gz"],
    ] as const) {
      const { log_likelihood, parameters } = readReference<Fits>(`python/${reference}.json`).models.mbg_nbd.polished;
      const customers = cdnow(file);
      const model = fitMbgNbd(customers);
      const shift = customers.reduce((sum, { repeats }) => sum + repeats, 0) * log7;
      expect(model.logLikelihood + shift).toBeGreaterThan(log_likelihood - 1e-6);
      for (const name of ["r", "a", "b"] as const) expectClose(model.params[name], parameters[name]!, 1e-7);
      expectClose(model.params.alpha / WEEK, parameters.alpha!, 1e-7);
    }
  });

  test("Online Retail: the true maxima, hardly anybody seen to leave, and not the false one near b = 3.5e9", () => {
    const reference = readReference<Fits>("python/fit_online_retail.json");
    const customers = onlineRetail();
    expect(customers.length).toBe(4338);
    const bg = fitBgNbd(customers);
    const mbg = fitMbgNbd(customers);
    expect(bg.logLikelihood).toBeGreaterThan(reference.models.bg_nbd.polished.log_likelihood - 1e-6);
    expect(mbg.logLikelihood).toBeGreaterThan(reference.models.mbg_nbd.polished.log_likelihood - 1e-6);
    expect(mbg.logLikelihood).toBeLessThan(reference.models.mbg_nbd.polished.log_likelihood + 1e-6);
    expect(fitNbd(customers).logLikelihood).toBeCloseTo(reference.boundary_limits.nbd_without_dropout.log_likelihood, 7);
    for (const model of [bg, mbg]) {
      expect(model.standardErrors.a! / model.params.a).toBeGreaterThan(2.5);
      expect(model.notes.join()).toContain("Hardly anybody is seen to leave");
    }
    const falseMaximum: MbgNbd = { kind: "mbg-nbd", params: { ...mbg.params, a: 315076, b: 3.547e9 } };
    expect(logLikelihood(falseMaximum, customers)).toBeLessThan(-61875.4);
  });

  test("400 customers of CDNOW and Online Retail", () => {
    for (const [fit, file, unit] of [
      ["fit_cdnow", "customers_cdnow", 39],
      ["fit_online_retail", "customers_online_retail", 90],
    ] as const) {
      const used = readReference<{ customer_table: { parameters_used: Record<"bg" | "mbg", BgNbd["params"]> } }>(`python/${fit}.json`)
        .customer_table.parameters_used;
      for (const row of table(readShared(`reference/python/${file}.csv`))) {
        const [, x, tx, T, , , bgAlive, bgExpected, , mbgAlive, mbgExpected] = row;
        const customer = { repeats: Number(x), lastPurchaseAge: Number(tx), age: Number(T) };
        const bg: BgNbd = { kind: "bg-nbd", params: used.bg };
        const mbg: MbgNbd = { kind: "mbg-nbd", params: used.mbg };
        expectClose(probabilityAlive(bg, customer), Number(bgAlive), 1e-11);
        expectClose(expectedPurchases(bg, customer, unit), Number(bgExpected), 1e-10);
        expectClose(probabilityAlive(mbg, customer), Number(mbgAlive), 1e-11);
        expectClose(expectedPurchases(mbg, customer, unit), Number(mbgExpected), 1e-10);
      }
    }
  });
});

describeShared("regular buyers, by BTYDplus", () => {
  interface OfK {
    readonly k: number;
    readonly polished: Polished;
    readonly expectation: { readonly weeks: number[]; readonly value: number[] };
    readonly pmf: { readonly weeks: number; readonly x: number[]; readonly value: number[] };
    readonly customers: readonly { customer_id: string; loglik: number; p_alive: number; cet_exact?: number; cet?: number }[];
  }
  interface Data {
    readonly horizon_weeks: number;
    readonly statistics: readonly { customer_id: string; x: number; t_x_weeks: number; T_weeks: number; litt: number }[];
    readonly nbd: { readonly polished: Polished };
    readonly mbg_cnbd: Record<string, OfK>;
    readonly bg_cnbd: Record<string, OfK>;
  }
  const reference = readReference<Record<"cdnow" | "simulated", Data>>("r/btydplus.json");
  const simulated = table(readShared("reference/r/mbgcnbd_sim_cbs.csv")).map(([, x, tx, T, litt]) => ({
    repeats: Number(x),
    lastPurchaseAge: Number(tx) * WEEK,
    age: Number(T) * WEEK,
    sumLogGaps: Number(litt) + Number(x) * log7,
  }));
  const shift = simulated.reduce((sum, { repeats }) => sum + repeats, 0) * log7;

  test("likelihood, P(alive), exact expectations and distributions of 60 customers for every k", () => {
    for (const { statistics, horizon_weeks, mbg_cnbd, bg_cnbd } of [reference.cdnow, reference.simulated]) {
      for (const [kind, byK] of [
        ["mbg-cnbd-k", mbg_cnbd],
        ["bg-cnbd-k", bg_cnbd],
      ] as const) {
        for (const { k, polished, expectation, pmf, customers } of Object.values(byK)) {
          const { r, alpha, a, b } = polished.params;
          const model = { kind, params: { k, r, alpha, a, b } } as BgCnbdK | MbgCnbdK;
          for (const { customer_id, loglik, p_alive, cet_exact, cet } of customers) {
            const { x, t_x_weeks, T_weeks, litt } = statistics.find((one) => one.customer_id === customer_id)!;
            const customer = { repeats: x, lastPurchaseAge: t_x_weeks, age: T_weeks, sumLogGaps: litt };
            expectClose(logLikelihood(model, [customer]), loglik, 1e-12);
            expectClose(probabilityAlive(model, customer), p_alive, 1e-12);
            expectClose(expectedPurchases(model, customer, horizon_weeks), cet_exact ?? cet ?? null, 1e-11);
          }
          expectation.weeks.forEach((t, i) => {
            expectClose(expectedPurchasesOfNewcomer(model, t), expectation.value[i]!, 1e-12);
          });
          const { p } = purchaseDistribution(model, "newcomer", pmf.weeks, { length: pmf.x.length });
          pmf.x.forEach((n, i) => {
            expectClose(p[n]!, pmf.value[i]!, 1e-12);
          });
        }
      }
    }
  });

  test("the maximum for each k, and k = 3 found", () => {
    for (const [fitK, byK] of [
      [fitMbgCnbdK, reference.simulated.mbg_cnbd],
      [fitBgCnbdK, reference.simulated.bg_cnbd],
    ] as const) {
      for (const { k, polished } of Object.values(byK)) {
        const model = fitK(simulated, { k });
        expect(model.logLikelihood + shift).toBeGreaterThan(polished.loglik - 1e-6);
        expectClose(model.params.a, polished.params.a!, 1e-6);
        expectClose(model.standardErrors.r!, polished.std_error.r!, 1e-5);
      }
      const best = fitK(simulated);
      expect(best.params.k).toBe(3);
      expect(best.logLikelihoodByK.length).toBe(4);
      expect(readModel(JSON.stringify(best))).toEqual(best);
    }
    expect(fitNbd(simulated).logLikelihood + shift).toBeGreaterThan(reference.simulated.nbd.polished.loglik - 1e-6);
  });

  test("regularity of 736 CDNOW customers", () => {
    const gaps = new Map<string, number[]>();
    const last = new Map<string, number>();
    const days = table(readShared("data/cdnow_sample.csv")).map(([id, date]) => ({ id: id!, day: Date.parse(date!) / 86_400_000 }));
    for (const { id, day } of days.sort((one, other) => one.day - other.day)) {
      const before = last.get(id);
      if (before !== undefined && before !== day) gaps.set(id, [...(gaps.get(id) ?? []), day - before]);
      last.set(id, day);
    }
    for (const [id, count, , , , root] of table(readShared("reference/r/cdnow_regularity.csv"))) {
      expect(gaps.get(id!)!.length).toBe(Number(count));
      const shape = gapShape(gaps.get(id!)!);
      if (shape === undefined) expect(["", "Infinity", "NA"]).toContain(root);
      else expectClose(shape, Number(root), 1e-8);
    }
    expect(wheatMorrison(gaps.values())).toBeCloseTo(1.0991233935939209, 10);
  });
});
