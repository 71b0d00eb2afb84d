/**
 * From probabilities to whom to write to: the threshold that the costs imply, and the profit of every threshold.
 *
 * - [1] Neslin, S. A. et al. (2006). Defection detection. Journal of Marketing Research 43(2), 204–211: the profit of a campaign.
 * - [2] Verbraken, T., Verbeke, W. & Baesens, B. (2013). A novel profit maximizing metric for measuring classification performance
 *   of customer churn prediction models. IEEE TKDE 25(5), 961–973. doi:10.1109/TKDE.2012.50
 */
import { invalid } from "../errors.js";
import { checkNotNegative, checkPositive } from "../math/checks.js";
import { steps } from "../math/ranking-curves.js";
import { type ChurnedLabels, scored, type WeightOptions } from "./scored.js";
import { isInUnit } from "./settings.js";

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
  /** Share of those about to leave who take the offer and stay, 0 to 1: γ. */
  readonly acceptance: number;
}

/**
 * The probability from which on writing to a customer pays: where p (γ (value − d) − f) = (1 − p) (s d + f), s being the
 * acceptance of stayers. Where saving nobody would pay, undefined.
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
  if (!isInUnit(probability)) invalid("probability", "a number from 0 to 1", probability);
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

/** What writing to one about to leave brings, and what writing to one who stays costs. */
function amounts(terms: CampaignTerms): { saved: number; wasted: number } {
  if (!isInUnit(terms.acceptance)) invalid("acceptance", "a number from 0 to 1", terms.acceptance);
  checkCosts(terms);
  const { value, acceptance, offerCost, contactCost, stayersAcceptance } = terms;
  return { saved: acceptance * (value - offerCost) - contactCost, wasted: stayersAcceptance * offerCost + contactCost };
}

export function checkCosts({ value, offerCost, contactCost, stayersAcceptance }: CampaignCosts): void {
  checkPositive("value", value);
  checkNotNegative("offerCost", offerCost);
  checkNotNegative("contactCost", contactCost);
  if (!isInUnit(stayersAcceptance)) invalid("stayersAcceptance", "a number from 0 to 1", stayersAcceptance);
}
