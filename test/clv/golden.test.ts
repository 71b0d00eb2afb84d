/** Excerpts of the reference files, so that a checkout that stands alone still checks numbers. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type BgBb,
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  type GompertzNbd,
  logLikelihood,
  type ParetoNbd,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  residualPurchases,
} from "../../src/index.js";
import { expectClose } from "./reference.js";

interface Values {
  readonly log_likelihood: number;
  readonly p_alive: number;
  readonly expected_purchases: number;
  readonly probability_of_at_least_one: number;
  readonly unconditional_expectation: number;
  readonly pmf: readonly number[];
  readonly dert: number;
}
type Customer = { readonly x: number; readonly t_x: number; readonly T: number; readonly n: number };
const golden = JSON.parse(readFileSync(new URL("../golden/clv-exact-more.json", import.meta.url), "utf8")) as {
  "pareto-nbd": { params: ParetoNbd["params"]; customer: Customer; t: number; delta: number; values: Values }[];
  "bg-bb": { params: BgBb["params"]; customer: Customer; horizon: number; discount: number; values: Values }[];
  "gompertz-nbd": {
    params: GompertzNbd["params"];
    customer: Customer;
    log_likelihood: number;
    p_alive: number;
    expected_39_weeks: number;
  }[];
};

describe("50-digit arithmetic, an excerpt", () => {
  test.each(golden["pareto-nbd"])("Pareto/NBD $params $customer", ({ params, customer: { x, t_x, T }, t, delta, values }) => {
    const model: ParetoNbd = { kind: "pareto-nbd", params };
    const customer = { repeats: x, lastPurchaseAge: t_x, age: T };
    expectClose(logLikelihood(model, [customer]), values.log_likelihood, 5e-12);
    expectClose(probabilityAlive(model, customer), values.p_alive, 5e-13);
    expectClose(expectedPurchases(model, customer, t), values.expected_purchases, 5e-13);
    expectClose(probabilityOfPurchase(model, customer, t), values.probability_of_at_least_one, 5e-13);
    expectClose(expectedPurchasesOfNewcomer(model, t), values.unconditional_expectation, 1e-13);
    for (const [n, value] of values.pmf.entries())
      expectClose(purchaseDistribution(model, "newcomer", t, { length: 6 }).p[n]!, value, 1e-13);
    if (delta < 1) expectClose(residualPurchases(model, customer, { annualDiscountRate: Math.expm1(365 * delta) }), values.dert, 5e-12);
  });
  test.each(golden["bg-bb"])("BG/BB $params $customer", ({ params, customer: { x, t_x, n }, horizon, discount, values }) => {
    const model: BgBb = { kind: "bg-bb", params };
    const customer = { repeats: x, lastPurchaseOpportunity: t_x, opportunities: n };
    expectClose(logLikelihood(model, [customer]), values.log_likelihood, 1e-11);
    expectClose(probabilityAlive(model, customer), values.p_alive, 1e-11);
    expectClose(expectedPurchases(model, customer, horizon), values.expected_purchases, 1e-11);
    expectClose(probabilityOfPurchase(model, customer, horizon), values.probability_of_at_least_one, 1e-11);
    expectClose(residualPurchases(model, customer, { annualDiscountRate: discount }), values.dert, 1e-11);
    for (const [k, value] of values.pmf.entries())
      expectClose(purchaseDistribution(model, "newcomer", horizon, { length: 6 }).p[k]!, value, 1e-11);
  });
  test.each(golden["gompertz-nbd"])("Gamma-Gompertz/NBD $params $customer", ({ params, customer: { x, t_x, T }, ...values }) => {
    const model: GompertzNbd = { kind: "gompertz-nbd", params: { ...params, alpha: params.alpha * 7, b: params.b / 7 } };
    const customer = { repeats: x, lastPurchaseAge: t_x, age: T };
    expectClose(logLikelihood(model, [customer]) + x * Math.log(7), values.log_likelihood, 1e-10);
    expectClose(probabilityAlive(model, customer), values.p_alive, 1e-10);
    expectClose(expectedPurchases(model, customer, 273), values.expected_39_weeks, 1e-10);
  });
  test("there are cases", () => {
    expect([golden["pareto-nbd"].length, golden["bg-bb"].length, golden["gompertz-nbd"].length]).toEqual([12, 10, 9]);
  });
});
