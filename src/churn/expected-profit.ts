/**
 * The most that a model can be expected to earn: expected maximum profit for churn.
 *
 * - [1] Verbraken, T., Verbeke, W. & Baesens, B. (2013). A novel profit maximizing metric for measuring classification performance
 *   of customer churn prediction models. IEEE TKDE 25(5), 961–973. doi:10.1109/TKDE.2012.50
 */
import { invalid } from "../errors.js";
import { checkPositive } from "../math/checks.js";
import { regularisedBeta } from "../math/incomplete-beta.js";
import { steps } from "../math/ranking-curves.js";
import { type ChurnedLabels, scored, type WeightOptions } from "./scored.js";
import { type CampaignCosts, checkCosts } from "./threshold.js";

export interface ExpectedProfitTerms extends CampaignCosts {
  /** γ is not known: Beta(alpha, beta), mean alpha / (alpha + beta); (6, 14) in [1]. */
  readonly acceptance: { readonly alpha: number; readonly beta: number };
}

export interface ExpectedMaximumProfit {
  /** Per customer of the whole base, the best share being written to for every γ. */
  readonly profit: number;
  /** Expected share of customers written to. */
  readonly targeted: number;
  /** At γ's mean: the maximum profit and its share. */
  readonly atMeanAcceptance: { readonly profit: number; readonly targeted: number };
}

/**
 * Expected maximum profit for churn [1], integrated exactly over the corners of the ROC curve's hull. For comparing models where
 * money counts; it takes the labels as they are, so judge on customers that the model did not see.
 *
 * @throws InvalidInputError for terms, scores and labels that cannot be.
 *
 * @example
 * const scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9];
 * const terms = { value: 200, offerCost: 10, contactCost: 1, stayersAcceptance: 1, acceptance: { alpha: 6, beta: 14 } };
 * expectedMaximumProfit(scores, [0, 1, 0, 1, 0, 1, 0, 1], terms).profit; // => 23.8756
 */
export function expectedMaximumProfit(
  scores: ArrayLike<number>,
  churned: ChurnedLabels,
  terms: ExpectedProfitTerms,
  { weights: given }: WeightOptions = {},
): ExpectedMaximumProfit {
  const { alpha, beta } = terms.acceptance ?? invalid("acceptance", "alpha and beta of a beta distribution", terms.acceptance);
  checkPositive("acceptance.alpha", alpha);
  checkPositive("acceptance.beta", beta);
  checkCosts(terms);
  const { value, offerCost: d, contactCost: f, stayersAcceptance: s } = terms;
  const { scores: checked, labels, weights } = scored(scores, churned, "score", given);
  const curve = steps(checked, labels, weights);
  const total = curve.weights.at(-1) ?? 0;
  if (!(total > 0)) invalid("scores", "at least one with a weight above 0", checked.length);
  const gain = value - d;
  const mean = alpha / (alpha + beta);
  // shares of the base: churners and stayers written to at each corner
  const corners = hull(curve.positives, curve.weights).map(({ churners, stayers }) => ({
    churners: churners / total,
    stayers: stayers / total,
  }));
  const profitOf = ({ churners, stayers }: Corner, acceptance: number): number =>
    churners * (acceptance * gain - f) - stayers * (s * d + f);
  let profit = 0;
  let targeted = 0;
  let atMeanAcceptance = { profit: 0, targeted: 0 };
  let from = 0;
  corners.forEach((corner, i) => {
    const next = corners[i + 1];
    // the next corner is better from here on
    const to = next === undefined ? 1 : Math.max(from, Math.min(1, switching(corner, next)));
    const mass = regularisedBeta(to, alpha, beta) - regularisedBeta(from, alpha, beta);
    const moment = mean * (regularisedBeta(to, alpha + 1, beta) - regularisedBeta(from, alpha + 1, beta));
    profit += corner.churners * (gain * moment - f * mass) - corner.stayers * (s * d + f) * mass;
    targeted += (corner.churners + corner.stayers) * mass;
    const here = profitOf(corner, mean);
    if (here > atMeanAcceptance.profit) atMeanAcceptance = { profit: here, targeted: corner.churners + corner.stayers };
    from = to;
  });
  return { profit, targeted, atMeanAcceptance };

  function switching(corner: Corner, next: Corner): number {
    const churners = next.churners - corner.churners;
    const cost = f * churners + (s * d + f) * (next.stayers - corner.stayers);
    return churners > 0 && gain > 0 ? cost / (gain * churners) : 1;
  }
}

interface Corner {
  readonly churners: number;
  readonly stayers: number;
}

/** The upper hull of (stayers, churners) written to, from (0, 0) on, its slope falling. */
function hull(positives: Float64Array, weights: Float64Array): Corner[] {
  const corners: Corner[] = [{ churners: 0, stayers: 0 }];
  positives.forEach((churners, i) => {
    const corner = { churners, stayers: weights[i]! - churners };
    while (corners.length > 1 && !turnsDown(corners.at(-2)!, corners.at(-1)!, corner)) corners.pop();
    corners.push(corner);
  });
  return corners;
}

function turnsDown(a: Corner, b: Corner, c: Corner): boolean {
  return (b.churners - a.churners) * (c.stayers - b.stayers) > (c.churners - b.churners) * (b.stayers - a.stayers);
}
