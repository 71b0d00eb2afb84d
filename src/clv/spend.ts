/** The verbs of the models of spend: `kind` and `params` are all that is read of a model, `repeats` and `meanSpend` of a customer. */
import type { Random } from "../math/random.js";
import * as gammaGamma from "./gamma-gamma.js";
import { checkedKind } from "./kinds.js";
import * as logNormal from "./log-normal-spend.js";
import { assertSpending } from "./spending.js";
import type { Spending } from "./timing.js";

/** Every model of how much customers spend on a purchase. */
export type SpendModel = gammaGamma.GammaGamma | logNormal.LogNormalSpend;

type Table<Verb> = Readonly<Record<SpendModel["kind"], Verb>>;

const EXPECTED: Table<(params: never, customer: Spending) => number | undefined> = {
  "gamma-gamma": gammaGamma.expected,
  "log-normal-spend": logNormal.expected,
};
const OWN_WEIGHT: Table<(params: never, customer: Spending) => number> = {
  "gamma-gamma": gammaGamma.ownWeight,
  "log-normal-spend": logNormal.ownWeight,
};
const LIKELIHOOD: Table<(params: never, customers: readonly Spending[], weights?: ArrayLike<number>) => number> = {
  "gamma-gamma": gammaGamma.likelihoodAt,
  "log-normal-spend": logNormal.likelihoodAt,
};
const DRAWER: Table<(params: never, random: Random) => () => number> = {
  "gamma-gamma": gammaGamma.drawer,
  "log-normal-spend": logNormal.drawer,
};

/**
 * E[money of a future purchase] of one customer: between the customer's own mean and that of all. Without repeats it is the
 * mean of all. Undefined where it is infinite (Gamma-Gamma with p x + q ≤ 1).
 *
 * @throws InvalidInputError for a model or a customer that cannot be.
 *
 * @example
 * const model = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * expectedSpend(model, { repeats: 2, meanSpend: 22.35 }); // => 24.66
 * expectedSpend(model, { repeats: 0, meanSpend: undefined }); // => 35.22
 */
export function expectedSpend(model: SpendModel, customer: Spending): number | undefined {
  assertSpending(customer);
  return EXPECTED[checkedKind(model, EXPECTED)](model.params as never, customer);
}

/**
 * E[money of a purchase] over all customers; undefined where it is infinite (Gamma-Gamma with q ≤ 1).
 *
 * @example
 * const model = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * meanSpendOfAll(model); // => 35.22
 */
export function meanSpendOfAll(model: SpendModel): number | undefined {
  return expectedSpend(model, { repeats: 0, meanSpend: undefined });
}

/**
 * How much of `expectedSpend` is the customer's own mean, from 0 (nothing known) to 1; for log-normal spend it is a share of
 * the logarithms.
 *
 * @example
 * const model = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * ownSpendWeight(model, { repeats: 2, meanSpend: 22.35 }); // => 0.82
 */
export function ownSpendWeight(model: SpendModel, customer: Spending): number {
  assertSpending(customer);
  return OWN_WEIGHT[checkedKind(model, EXPECTED)](model.params as never, customer);
}

/**
 * ln L of the mean spends of all customers with repeats (those with a mean of 0 left out), comparable between models of spend.
 *
 * @example
 * const model = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * spendLogLikelihood(model, [{ repeats: 2, meanSpend: 22.35 }]); // => -3.5513
 */
export function spendLogLikelihood(
  model: SpendModel,
  customers: readonly Spending[],
  options: { readonly weights?: ArrayLike<number> } = {},
): number {
  return LIKELIHOOD[checkedKind(model, EXPECTED)](model.params as never, customers, options.weights);
}

/** The spend of one random customer, purchase by purchase. */
export function spendDrawer(model: SpendModel, random: Random): () => number {
  return DRAWER[checkedKind(model, EXPECTED)](model.params as never, random);
}
