/**
 * Gamma-Gamma: a customer's purchases are Gamma(p, ν), with a ν of their own, ν ~ Gamma(q, v). Spend is taken to be independent of
 * how often the customer buys.
 *
 * - [1] Fader, P. S. & Hardie, B. G. S. (2013). The Gamma-Gamma model of monetary value. brucehardie.com/notes/025
 * - [2] Colombo, R. & Jiang, W. (1999). A stochastic RFM model. Journal of Interactive Marketing 13(3), 2–12.
 */
import { digamma } from "../math/digamma.js";
import { logGamma } from "../math/log-gamma.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { type Random, randomGamma } from "../math/random.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { LogLikelihood } from "./maximum.js";
import type { Rows } from "./rows.js";
import { spendNotes, spendRows } from "./spending.js";
import type { Spending } from "./timing.js";
import { runs } from "./timing-notes.js";

/** `p`: shape of one purchase; `q`, `v` (money; γ in [1]): the mixing distribution of its rate. The mean of all is p v / (q − 1). */
export interface GammaGammaParams {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

export interface GammaGamma {
  readonly kind: "gamma-gamma";
  readonly params: GammaGammaParams;
}

const declaration: Declaration<"gamma-gamma", keyof GammaGammaParams> = {
  kind: "gamma-gamma",
  names: ["p", "q", "v"],
  unit: "money",
  scaled: [1],
  powers: [0, 0, 1],
  likelihood,
  starts: () => [
    [2, 3, 1],
    [6, 4, 0.5],
    [1, 1.5, 0.5],
    [20, 20, 1],
    [1, 20, 20],
    [100, 2, 0.02],
  ],
};

/**
 * The Gamma-Gamma of the highest likelihood [1, eq. 1a], over the customers who bought again: those without repeats say nothing, those
 * with a mean spend of 0 are left out with a note.
 *
 * @throws InvalidInputError with row and field for negative or missing spend; FitError when there is no maximum.
 *
 * @example
 * const model = fitGammaGamma([
 *   { repeats: 2, meanSpend: 22.35 }, { repeats: 1, meanSpend: 11.77 }, { repeats: 0, meanSpend: undefined },
 *   { repeats: 7, meanSpend: 73.74 }, { repeats: 5, meanSpend: 30.1 }, { repeats: 3, meanSpend: 55.2 },
 * ]);
 * model.customers; // => 5
 */
export function fitGammaGamma(
  customers: readonly Spending[],
  options: FitOptions<keyof GammaGammaParams> = {},
): GammaGamma & FitReport<keyof GammaGammaParams> {
  const { rows, free } = spendRows(customers, options.weights);
  const notes = (fit: Pick<FitReport, "boundary" | "repeaters"> & Pick<GammaGamma, "params">): string[] => [
    ...spendNotes(free, fit.repeaters),
    ...tailNotes(fit.params.q),
    ...(runs(fit, "q", "infinity") ? [ALIKE] : []),
  ];
  return fitDeclared({ ...declaration, notes }, rows, options);
}

const ALIKE = "Customers do not differ in spend as far as can be seen (q runs to infinity): everybody is given the mean of all.";

/** [1]: at q ≤ 1 the mean over all customers is infinite, and just above it hangs on a handful of large ones. */
function tailNotes(q: number): string[] {
  if (q >= 1.5) return [];
  return [
    q <= 1
      ? "q is at most 1: so long a tail that the mean spend over all customers is infinite, and `expectedSpend` of those without repeats undefined. Look at the largest orders, split wholesale from retail, or take fitLogNormalSpend."
      : "q is close to 1: the mean spend over all customers hangs on a few large ones. Compare it with fitLogNormalSpend.",
  ];
}

/** ln L at given parameters: the density of z̄ for each customer with repeats. */
export function likelihoodAt(params: GammaGammaParams, customers: readonly Spending[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, spendRows(customers, weights).rows);
}

/** [1] eq. 5. Undefined where the mean is infinite, p x + q ≤ 1. */
export function expected({ p, q, v }: GammaGammaParams, { repeats: x, meanSpend: z }: Spending): number | undefined {
  const total = x > 0 ? p * x + (q - 1) : q - 1;
  if (!(total > 0)) return undefined;
  return x > 0 ? (p * (v + x * z!)) / total : (p * v) / total;
}

/** The weight of the customer's own mean in [1] eq. 5, the rest being that of the mean of all; 1 where that is infinite. */
export function ownWeight({ p, q }: GammaGammaParams, { repeats: x }: Spending): number {
  return x === 0 ? 0 : Math.min(1, (p * x) / Math.max(p * x, p * x + (q - 1)));
}

/** The spend of one random customer, purchase by purchase. */
export function drawer({ p, q, v }: GammaGammaParams, random: Random): () => number {
  const rate = randomGamma(random, q, v);
  return () => randomGamma(random, p, rate);
}

/** Γ(px + q) / (Γ(px) Γ(q)) · z⁻¹ (v / (v + xz))^q (xz / (v + xz))^(px): [1] eq. 1a. */
function likelihood({ columns, weights }: Rows): LogLikelihood {
  const [x, z] = columns as [Float64Array, Float64Array];
  const constant = z.reduce((sum, value, i) => sum - weights[i]! * Math.log(value), 0);
  return ([p, q, v], gradient) => {
    let sum = constant;
    let sumP = 0;
    let sumQ = 0;
    let sumV = 0;
    let before = -1;
    let shape = 0;
    let start = 0;
    let slopeP = 0;
    let slopeQ = 0;
    for (let i = 0; i < x.length; i++) {
      const repeats = x[i]!;
      if (repeats !== before) {
        before = repeats;
        shape = p! * repeats;
        start = logPochhammer(shape, q!) - logGamma(q!);
        const together = digamma(shape + q!);
        slopeP = together - digamma(shape);
        slopeQ = together - digamma(q!);
      }
      const weight = weights[i]!;
      const spent = repeats * z[i]!;
      const less = Math.log1p(v! / spent);
      const more = Math.log1p(spent / v!);
      sum += weight * (start - shape * less - q! * more);
      sumP += weight * repeats * (slopeP - less);
      sumQ += weight * (slopeQ - more);
      sumV += (weight * (q! * spent - shape * v!)) / (v! + spent);
    }
    gradient[0] = p! * sumP;
    gradient[1] = q! * sumQ;
    gradient[2] = sumV;
    return sum;
  };
}
