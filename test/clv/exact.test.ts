/** BG/NBD, MBG/NBD and Gamma-Gamma against 50-digit arithmetic: a few cases in every checkout, all of them beside the reference data. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type BgNbd,
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  expectedSpend,
  type GammaGamma,
  logLikelihood,
  type MbgNbd,
  meanSpendOfAll,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  residualPurchases,
  spendLogLikelihood,
} from "../../src/index.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { expectClose, table } from "./reference.js";

type BgParams = BgNbd["params"];

interface Case {
  readonly params: BgParams;
  readonly customer: { readonly x: number; readonly t_x: number; readonly T: number };
  readonly t: number;
  readonly delta: number;
  readonly values: Record<
    "p_alive" | "expected_purchases" | "probability_of_at_least_one" | "unconditional_expectation" | "dert",
    number
  > & {
    readonly log_likelihood: number;
    readonly pmf: readonly number[];
  };
}

interface SpendCase {
  readonly params: { readonly p: number; readonly q: number; readonly gamma: number };
  readonly customer: { readonly x: number; readonly mean_spend: number };
  readonly values: {
    readonly log_likelihood: number | null;
    readonly expected_spend: number | null;
    readonly population_mean: number | null;
  };
}

/** Ten times what was measured: 9e-12 for expectations close to the poles, 2e-13 for the rest. */
const NEAR_POLES = 1e-10;
const ROUNDING = 2e-12;

function checkPurchases(kind: "bg-nbd" | "mbg-nbd", { params, customer: { x, t_x, T }, t, delta, values }: Case): void {
  const model = { kind, params } as BgNbd | MbgNbd;
  const customer = { repeats: x, lastPurchaseAge: t_x, age: T };
  expect(Math.abs(logLikelihood(model, [customer]) - values.log_likelihood)).toBeLessThanOrEqual(
    1e-12 * Math.max(1e-3, Math.abs(values.log_likelihood)),
  );
  expectClose(probabilityAlive(model, customer), values.p_alive, ROUNDING);
  expectClose(expectedPurchases(model, customer, t), values.expected_purchases, NEAR_POLES);
  expectClose(probabilityOfPurchase(model, customer, t), values.probability_of_at_least_one, ROUNDING);
  expectClose(expectedPurchasesOfNewcomer(model, t), values.unconditional_expectation, NEAR_POLES);
  expectClose(residualPurchases(model, customer, { annualDiscountRate: Math.expm1(365 * delta) }), values.dert, ROUNDING);
  const { p } = purchaseDistribution(model, "newcomer", t, { length: 6 });
  values.pmf.forEach((mass, n) => {
    expectClose(p[n]!, mass, ROUNDING);
  });
}

function checkSpend({ params: { p, q, gamma: v }, customer: { x, mean_spend: z }, values }: SpendCase): void {
  const model: GammaGamma = { kind: "gamma-gamma", params: { p, q, v } };
  const customer = { repeats: x, meanSpend: x > 0 ? z : undefined };
  const check = (received: number | undefined, reference: number | null): void => {
    if (reference === null) expect(received).toBeUndefined();
    else expectClose(received!, reference, ROUNDING);
  };
  check(expectedSpend(model, customer), values.expected_spend);
  check(meanSpendOfAll(model), values.population_mean);
  if (x > 0) check(spendLogLikelihood(model, [customer]), values.log_likelihood);
}

describe("50-digit arithmetic, an excerpt", () => {
  const golden = JSON.parse(readFileSync(new URL("../golden/clv-exact.json", import.meta.url), "utf8")) as {
    readonly "bg-nbd": readonly Case[];
    readonly "mbg-nbd": readonly Case[];
    readonly "gamma-gamma": readonly SpendCase[];
  };
  test("BG/NBD", () =>
    golden["bg-nbd"].forEach((one) => {
      checkPurchases("bg-nbd", one);
    }));
  test("MBG/NBD", () =>
    golden["mbg-nbd"].forEach((one) => {
      checkPurchases("mbg-nbd", one);
    }));
  test("Gamma-Gamma", () =>
    golden["gamma-gamma"].forEach((one) => {
      checkSpend(one);
    }));
});

describeShared("50-digit arithmetic, every case", () => {
  test("300 of BG/NBD", () =>
    readReference<{ cases: Case[] }>("special/mp_cases_bg_nbd.json").cases.forEach((one) => {
      checkPurchases("bg-nbd", one);
    }));
  test("300 of MBG/NBD", () =>
    readReference<{ cases: Case[] }>("special/mp_cases_mbg_nbd.json").cases.forEach((one) => {
      checkPurchases("mbg-nbd", one);
    }));
  test("100 of Gamma-Gamma", () =>
    readReference<{ cases: SpendCase[] }>("special/mp_cases_gamma_gamma.json").cases.forEach((one) => {
      checkSpend(one);
    }));

  test("customers_stress.csv, a third of which lifetimes gets wrong", () => {
    for (const [name, , r, alpha, a, b, x, tx, T, t, alive, , expected, likelihood] of table(
      readShared("reference/python/customers_stress.csv"),
    )) {
      if (name !== "bg_nbd" && name !== "mbg_nbd") continue;
      const kind = name === "bg_nbd" ? "bg-nbd" : "mbg-nbd";
      const model = { kind, params: { r: Number(r), alpha: Number(alpha), a: Number(a), b: Number(b) } } as BgNbd | MbgNbd;
      const customer = { repeats: Number(x), lastPurchaseAge: Number(tx), age: Number(T) };
      expectClose(probabilityAlive(model, customer), Number(alive), 1e-11);
      expectClose(expectedPurchases(model, customer, Number(t)), Number(expected), 1e-10);
      expectClose(logLikelihood(model, [customer]), Number(likelihood), 1e-11);
    }
  });

  // The reference subtracts from 1 with 80 digits: below 1e-65 it has too few left itself.
  test("the distribution of purchases of a newcomer, far into its tail", () => {
    interface Pmf {
      readonly tables: readonly {
        readonly model: string;
        readonly parameters: BgParams;
        readonly t: number;
        readonly n: number[];
        readonly pmf: number[];
      }[];
    }
    for (const file of ["pmf_cdnow", "pmf_online_retail"]) {
      for (const { model, parameters, t, n, pmf } of readReference<Pmf>(`python/${file}.json`).tables) {
        const kind = model === "bg_nbd" ? "bg-nbd" : "mbg-nbd";
        const { p } = purchaseDistribution({ kind, params: parameters } as BgNbd | MbgNbd, "newcomer", t, { length: n.at(-1)! + 1 });
        n.forEach((count, i) => {
          expectClose(p[count]!, pmf[i]!, 1e-10, pmf[i]! > 1e-65);
        });
      }
    }
  });
});
