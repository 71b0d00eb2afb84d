/**
 * A fallback for spend with tails that Gamma-Gamma cannot carry: ln z̄ of a customer is Normal(m, σ²/x), and m ~ Normal(μ, τ²) over
 * customers. Everybody is pulled towards the mean of all, the less so the more purchases there are: empirical Bayes.
 *
 * - [1] Efron, B. & Morris, C. (1975). Data analysis using Stein's estimator and its generalizations. JASA 70(350), 311–319.
 */
import { type Random, randomNormal } from "../math/random.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { LogLikelihood } from "./maximum.js";
import type { Rows } from "./rows.js";
import { spendNotes, spendRows } from "./spending.js";
import type { Spending } from "./timing.js";

/** Of logarithms of money: `mu` mean, `tau` deviation between customers, `sigma` within one. */
export interface LogNormalSpendParams {
  readonly mu: number;
  readonly tau: number;
  readonly sigma: number;
}

export interface LogNormalSpend {
  readonly kind: "log-normal-spend";
  readonly params: LogNormalSpendParams;
}

const declaration: Declaration<"log-normal-spend", keyof LogNormalSpendParams> = {
  kind: "log-normal-spend",
  names: ["mu", "tau", "sigma"],
  signed: ["mu"],
  unit: "money",
  scaled: [],
  powers: [0, 0, 0],
  likelihood,
  starts: ({ columns, weights }) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = weights.reduce((sum, weight, i) => sum + (weight / total) * Math.log(columns[1]![i]!), 0);
    return [
      [mean, 0.5, 0.5],
      [mean, 0.1, 1],
      [mean, 1, 0.1],
    ];
  },
};

/**
 * The log-normal spend of the highest likelihood, over the customers who bought again and paid.
 *
 * @throws InvalidInputError with row and field for negative or missing spend; FitError when there is no maximum.
 *
 * @example
 * const model = fitLogNormalSpend([
 *   { repeats: 2, meanSpend: 22.35 }, { repeats: 1, meanSpend: 11.77 }, { repeats: 0, meanSpend: undefined },
 *   { repeats: 7, meanSpend: 73.74 }, { repeats: 5, meanSpend: 30.1 }, { repeats: 3, meanSpend: 55.2 },
 * ]);
 * model.kind; // => "log-normal-spend"
 */
export function fitLogNormalSpend(
  customers: readonly Spending[],
  options: FitOptions<keyof LogNormalSpendParams> = {},
): LogNormalSpend & FitReport<keyof LogNormalSpendParams> {
  const { rows, free } = spendRows(customers, options.weights);
  const notes = ({ repeaters }: Pick<FitReport, "repeaters">): string[] => spendNotes(free, repeaters);
  return fitDeclared({ ...declaration, notes }, rows, options);
}

/** ln L at given parameters: the density of z̄, comparable with Gamma-Gamma's. */
export function likelihoodAt(params: LogNormalSpendParams, customers: readonly Spending[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, spendRows(customers, weights).rows);
}

/** e^(m + variance/2) over what is known of m; a mean spend of 0 has no logarithm and says nothing. */
export function expected({ mu, tau, sigma }: LogNormalSpendParams, { repeats: x, meanSpend: z }: Spending): number {
  const share = x > 0 && z! > 0 ? (tau * tau) / (tau * tau + (sigma * sigma) / x) : 0;
  const mean = share > 0 ? share * Math.log(z!) + (1 - share) * mu : mu;
  return Math.exp(mean + (tau * tau * (1 - share)) / 2);
}

/** The weight of the customer's own ln z̄ [1], the rest being that of μ. */
export function ownWeight({ tau, sigma }: LogNormalSpendParams, { repeats: x, meanSpend: z }: Spending): number {
  return x > 0 && z! > 0 ? (tau * tau) / (tau * tau + (sigma * sigma) / x) : 0;
}

/** The spend of one random customer, purchase by purchase, with mean e^m. */
export function drawer({ mu, tau, sigma }: LogNormalSpendParams, random: Random): () => number {
  const level = randomNormal(random, mu, tau);
  return () => Math.exp(randomNormal(random, level - (sigma * sigma) / 2, sigma));
}

function likelihood({ columns, weights }: Rows): LogLikelihood {
  const [x, z] = columns as [Float64Array, Float64Array];
  const logs = z.map(Math.log);
  return ([mu, tau, sigma], gradient) => {
    let sum = 0;
    let sumMu = 0;
    let sumTau = 0;
    let sumSigma = 0;
    for (let i = 0; i < x.length; i++) {
      const weight = weights[i]!;
      const within = (sigma! * sigma!) / x[i]!;
      const variance = tau! * tau! + within;
      const distance = logs[i]! - mu!;
      const square = (distance * distance) / variance;
      sum -= weight * (logs[i]! + (Math.log(2 * Math.PI * variance) + square) / 2);
      sumMu += (weight * distance) / variance;
      sumTau += (weight * (square - 1) * tau! * tau!) / variance;
      sumSigma += (weight * (square - 1) * within) / variance;
    }
    gradient[0] = sumMu;
    gradient[1] = sumTau;
    gradient[2] = sumSigma;
    return sum;
  };
}
