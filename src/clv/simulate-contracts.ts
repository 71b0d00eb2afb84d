/** Contracts drawn from an sBG or BdW: to test a fit, to plan. The same seed gives the same contracts. */

import { checkCount } from "../math/checks.js";
import { random as generator, randomBeta } from "../math/random.js";
import type { Renewals } from "./contract-likelihood.js";
import { type ContractModel, contractParams } from "./contracts.js";

export interface ContractSimulation {
  /** How many. */
  readonly customers: number;
  /** How often each may renew; who renews every time is still active. */
  readonly periods: number;
  /** 1. */
  readonly seed?: number | string;
}

/**
 * Renewals of customers who all begin together, each with a chance θ ~ Beta(α, β) of their own; S(t | θ) = (1 − θ)^(t^c) is inverted.
 *
 * @throws InvalidInputError for a model and options that cannot be.
 *
 * @example
 * const model = { kind: "sbg", params: { alpha: 0.668, beta: 3.806 } };
 * const contracts = simulateRenewals(model, { customers: 1000, periods: 8 });
 * contracts.filter(({ renewals }) => renewals >= 1).length; // => 852
 */
export function simulateRenewals(model: ContractModel, { customers, periods, seed = 1 }: ContractSimulation): Renewals[] {
  checkCount("customers", customers);
  checkCount("periods", periods, 1);
  const [alpha, beta, c] = contractParams(model);
  const random = generator(seed);
  return Array.from({ length: customers }, () => {
    const leaving = Math.log1p(-randomBeta(random, alpha, beta));
    const renewals = Math.min(periods, Math.floor((Math.log1p(-random()) / leaving) ** (1 / c)));
    return { renewals, active: renewals === periods };
  });
}
