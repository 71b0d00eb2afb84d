/**
 * How far the money of future purchases may be from its expectation: between customers who look alike, and within one.
 *
 * - [1] Fader & Hardie (2013), as in `gamma-gamma.ts`: ν | data ~ Gamma(q + p x, v + x z̄).
 */
import type { GammaGamma } from "./gamma-gamma.js";
import type { LogNormalSpend } from "./log-normal-spend.js";
import type { SpendModel } from "./spend.js";
import type { Spending } from "./timing.js";

export interface SpendMoments {
  /** E[money of a purchase]. */
  readonly mean: number;
  /** Variance of the customer's own mean, given what was seen; Infinity where Gamma-Gamma has none (p x + q ≤ 2). */
  readonly between: number;
  /** Expected variance of one purchase around it. */
  readonly within: number;
}

/** [1]: what is known of a customer's rate ν, given what was seen. */
export function levelOfSpend(model: GammaGamma, customer: Spending): { p: number; shape: number; rate: number };
/** The same of the logarithm of the customer's level. */
export function levelOfSpend(model: LogNormalSpend, customer: Spending): { center: number; variance: number; sigma: number };
export function levelOfSpend(model: SpendModel, { repeats: x, meanSpend: z }: Spending): object {
  if (model.kind === "gamma-gamma") {
    const { p, q, v } = model.params;
    return { p, shape: q + p * x, rate: v + (x > 0 ? x * z! : 0) };
  }
  const { mu, tau, sigma } = model.params;
  const share = x > 0 && z! > 0 ? (tau * tau) / (tau * tau + (sigma * sigma) / x) : 0;
  return { center: share > 0 ? share * Math.log(z!) + (1 - share) * mu : mu, variance: tau * tau * (1 - share), sigma };
}

export function spendMoments(model: SpendModel, customer: Spending): SpendMoments {
  if (model.kind === "gamma-gamma") {
    const { p, shape, rate } = levelOfSpend(model, customer);
    const mean = (p * rate) / (shape - 1);
    const square = shape > 2 ? (rate / (shape - 1)) * (rate / (shape - 2)) : Number.POSITIVE_INFINITY;
    return { mean, between: shape > 2 ? (mean * mean) / (shape - 2) : Number.POSITIVE_INFINITY, within: p * square };
  }
  const { center, variance, sigma } = levelOfSpend(model, customer);
  const mean = Math.exp(center + variance / 2);
  const square = mean * mean * Math.exp(variance);
  return { mean, between: mean * mean * Math.expm1(variance), within: square * Math.expm1(sigma * sigma) };
}
