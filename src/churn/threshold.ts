/**
 * From probabilities to whom to write to: the threshold that the costs imply, the profit of every threshold, and the most that a
 * model can be expected to earn.
 *
 * - [1] Neslin, S. A. et al. (2006). Defection detection. Journal of Marketing Research 43(2), 204–211: the profit of a campaign.
 * - [2] Verbraken, T., Verbeke, W. & Baesens, B. (2013). A novel profit maximizing metric for measuring classification performance
 *   of customer churn prediction models. IEEE TKDE 25(5), 961–973. doi:10.1109/TKDE.2012.50
 */
import { invalid } from "../errors.js";
import { regularisedBeta } from "../math/incomplete-beta.js";
import { steps } from "../math/ranking-curves.js";
import type { ChurnedLabels, WeightOptions } from "./metrics.js";
import { scored } from "./scored.js";
import { positive, share } from "./settings.js";

/** Costs of a retention campaign, in money of one currency per customer. */
export interface CampaignCosts {
  /** What a customer who stays is worth: CLV, or margin over the horizon. */
  readonly value: number;
  /** The offer, paid when it is taken: d. */
  readonly offerCost: number;
  /** Writing to a customer, paid in any case: f. */
  readonly contactCost: number;
  /** Share of customers not about to leave who take the offer all the same: 1 in [2]. */
  readonly stayersAcceptance: number;
}

export interface CampaignTerms extends CampaignCosts {
  /** Share of those about to leave who take the offer and stay: γ. */
  readonly acceptance: number;
}

/**
 * The probability from which on writing to a customer pays: where p (γ (value − d) − f) = (1 − p) (s d + f), s being the
 * acceptance of stayers. Above 1 nobody is worth it: then undefined.
 *
 * @throws InvalidInputError for terms that cannot be.
 *
 * @example
 * churnThreshold({ value: 200, acceptance: 0.3, offerCost: 10, contactCost: 1, stayersAcceptance: 1 }); // => 0.1642
 */
export function churnThreshold(terms: CampaignTerms): number | undefined {
  const { saved, wasted } = amounts(terms);
  return saved > 0 ? wasted / (saved + wasted) : undefined;
}

/**
 * The expected profit of writing to a customer.
 *
 * @throws InvalidInputError for terms and probabilities that cannot be.
 *
 * @example
 * campaignProfit(0.5, { value: 200, acceptance: 0.3, offerCost: 10, contactCost: 1, stayersAcceptance: 1 }); // => 22.5
 */
export function campaignProfit(probability: number, terms: CampaignTerms): number {
  if (!(probability >= 0 && probability <= 1)) invalid("probability", "a number from 0 to 1", probability);
  const { saved, wasted } = amounts(terms);
  return probability * saved - (1 - probability) * wasted;
}

/** Writing to everybody from a score on. Money per customer of the whole base, as in [2]. */
export interface CampaignPoint {
  /** Undefined: to nobody. */
  readonly threshold: number | undefined;
  /** Share of customers written to. */
  readonly targeted: number;
  readonly profit: number;
}

export interface CampaignCurve {
  /** Scores from the highest down; each with everybody who has at least that. */
  readonly thresholds: Float64Array;
  readonly targeted: Float64Array;
  readonly profits: Float64Array;
  /** The largest profit; of equals the one that writes to fewer. */
  readonly best: CampaignPoint;
  /** Writing to everybody. */
  readonly everybody: CampaignPoint;
}

/**
 * The profit of a campaign [1] at every threshold, from what came of scored customers.
 *
 * @throws InvalidInputError for terms, scores and labels that cannot be.
 *
 * @example
 * const terms = { value: 200, acceptance: 0.3, offerCost: 10, contactCost: 1, stayersAcceptance: 1 };
 * const { best, everybody } = campaignCurve([0.9, 0.7, 0.4, 0.2, 0.1], [1, 0, 1, 0, 0], terms);
 * best; // => { threshold: 0.4, targeted: 0.6, profit: 20.2 }
 * everybody.profit; // => 15.8
 */
export function campaignCurve(
  scores: ArrayLike<number>,
  churned: ChurnedLabels,
  terms: CampaignTerms,
  { weights: given }: WeightOptions = {},
): CampaignCurve {
  const { saved, wasted } = amounts(terms);
  const { scores: checked, labels, weights } = scored(scores, churned, "score", given);
  const curve = steps(checked, labels, weights);
  const total = curve.weights.at(-1) ?? 0;
  if (!(total > 0)) invalid("scores", "at least one with a weight above 0", checked.length);
  const profits = curve.weights.map((weight, i) => (curve.positives[i]! * saved - (weight - curve.positives[i]!) * wasted) / total);
  const targeted = curve.weights.map((weight) => weight / total);
  const at = (i: number): CampaignPoint => ({ threshold: curve.scores[i]!, targeted: targeted[i]!, profit: profits[i]! });
  let best: CampaignPoint = { threshold: undefined, targeted: 0, profit: 0 };
  profits.forEach((profit, i) => {
    if (profit > best.profit) best = at(i);
  });
  return { thresholds: curve.scores, targeted, profits, best, everybody: at(profits.length - 1) };
}

export interface ExpectedProfitTerms extends CampaignCosts {
  /** γ is not known: Beta(alpha, beta), mean alpha / (alpha + beta); (6, 14) in [2]. */
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
 * Expected maximum profit for churn [2], integrated exactly over the corners of the ROC curve's hull. For comparing models where
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
  const { alpha, beta } = terms.acceptance;
  positive("acceptance.alpha", alpha);
  positive("acceptance.beta", beta);
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

/** What writing to one about to leave brings, and what writing to one who stays costs. */
function amounts(terms: CampaignTerms): { saved: number; wasted: number } {
  share("acceptance", terms.acceptance);
  checkCosts(terms);
  const { value, acceptance, offerCost, contactCost, stayersAcceptance } = terms;
  return { saved: acceptance * (value - offerCost) - contactCost, wasted: stayersAcceptance * offerCost + contactCost };
}

function checkCosts({ value, offerCost, contactCost, stayersAcceptance }: CampaignCosts): void {
  positive("value", value);
  for (const [field, cost] of Object.entries({ offerCost, contactCost })) {
    if (!(cost >= 0 && cost < Number.POSITIVE_INFINITY)) invalid(field, "a finite number, 0 or more", cost);
  }
  if (!(stayersAcceptance >= 0 && stayersAcceptance <= 1)) invalid("stayersAcceptance", "a number from 0 to 1", stayersAcceptance);
}
