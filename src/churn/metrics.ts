/**
 * How good churn scores were, once it is known who left. Formulas and sources are in `math`; here are their doors. `churned` is true
 * or 1 for those who left; a higher score means likelier to leave.
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { brierScore, calibrationBins, expectedCalibrationError, logLoss } from "../math/probability-scores.js";
import { auc } from "../math/ranking.js";
import { averagePrecision, gainAt, kolmogorovSmirnov, steps } from "../math/ranking-curves.js";
import { type ChurnedLabels, type Scored, scored, type WeightOptions } from "./scored.js";

/** Undefined what has no meaning: a rank measure of one class only, a probability measure of scores outside 0 … 1. */
export interface ChurnScores {
  /** Σ weights, of all and of those who left. */
  readonly examples: number;
  readonly churned: number;
  /** P(one who left scores above one who stayed), ties half. */
  readonly auc: number | undefined;
  /** Average precision: Σ recall gained × precision. */
  readonly prAuc: number | undefined;
  /** 2 AUC − 1. */
  readonly gini: number | undefined;
  /** Largest distance between the two classes' distributions. */
  readonly ks: number | undefined;
  readonly brier: number | undefined;
  /** Natural logarithm; probabilities of 0 and 1 count as 1e-15 and 1 − 1e-15. */
  readonly logLoss: number | undefined;
  /** Of ten bins with as many rows each. */
  readonly calibrationError: number | undefined;
  /** Share of churners in the top tenth ÷ their share in all. */
  readonly topDecileLift: number | undefined;
}

/**
 * All measures of one set of scores.
 *
 * @throws InvalidInputError with row and field for scores that are not finite and labels that are neither true nor false.
 *
 * @example
 * const { auc, prAuc, brier } = churnScores([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);
 * [auc, prAuc, brier]; // => [0.75, 0.8333, 0.1581]
 */
export function churnScores(scores: ArrayLike<number>, churned: ChurnedLabels, { weights }: WeightOptions = {}): ChurnScores {
  return scoresOf(scored(scores, churned, "score", weights));
}

export function scoresOf({ scores, labels, weights }: Scored): ChurnScores {
  const area = auc(scores, labels, weights);
  const curve = steps(scores, labels, weights);
  const probabilities = scores.every((score) => score >= 0 && score <= 1);
  const gain = gainAt(curve, 0.1);
  return {
    examples: curve.weights.at(-1) ?? 0,
    churned: curve.positives.at(-1) ?? 0,
    auc: area,
    prAuc: averagePrecision(scores, labels, weights),
    gini: area === undefined ? undefined : 2 * area - 1,
    ks: kolmogorovSmirnov(scores, labels, weights),
    brier: probabilities ? brierScore(scores, labels, weights) : undefined,
    logLoss: probabilities ? logLoss(scores, labels, weights) : undefined,
    calibrationError: probabilities ? expectedCalibrationError(calibrationBins(scores, labels, 10, "quantile", weights)) : undefined,
    topDecileLift: gain === undefined ? undefined : gain / 0.1,
  };
}

/** Customers whose probability is above `from` and at most `to` (the first band has its `from` as well). */
export interface ChurnCalibrationBand {
  readonly from: number;
  readonly to: number;
  /** Σ weights. */
  readonly customers: number;
  /** Mean probability. */
  readonly predicted: number;
  /** Share that left. */
  readonly observed: number;
}

export interface ChurnCalibration {
  /** Those with anybody in them. */
  readonly bands: readonly ChurnCalibrationBand[];
  /** Σ share of the band × |predicted − observed|; undefined without rows. */
  readonly error: number | undefined;
}

export interface CalibrationOptions extends WeightOptions {
  /** 10. */
  readonly bands?: number;
  /** `"quantile"`: as many rows in each (default), edges by type 7; `"uniform"`: as wide each. */
  readonly by?: "quantile" | "uniform";
}

/**
 * What was predicted beside what came, band by band: of customers given 0.3, three in ten should leave.
 *
 * @throws InvalidInputError with row and field for probabilities outside 0 … 1.
 *
 * @example
 * const { bands, error } = churnCalibration([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 0], { bands: 2 });
 * bands[1]; // => { from: 0.5, to: 0.9, customers: 2, predicted: 0.8500000000000001, observed: 0.5 }
 * error; // => 0.25
 */
export function churnCalibration(
  probabilities: ArrayLike<number>,
  churned: ChurnedLabels,
  options: CalibrationOptions = {},
): ChurnCalibration {
  const { bands = 10, by = "quantile" } = options;
  checkCount("bands", bands, 1);
  if (by !== "quantile" && by !== "uniform") invalid("by", '"quantile" or "uniform"', by);
  const { scores, labels, weights } = scored(probabilities, churned, "probability", options.weights);
  const bins = calibrationBins(scores, labels, bands, by, weights);
  return {
    bands: bins.map(({ from, to, weight, predicted, observed }) => ({ from, to, customers: weight, predicted, observed })),
    error: expectedCalibrationError(bins),
  };
}

export interface GainsPoint {
  /** Share of customers contacted, the highest scores first. */
  readonly depth: number;
  /** Share of all who left that are among them; undefined when nobody left. Equal scores are taken in proportion. */
  readonly gain: number | undefined;
  /** gain ÷ depth: how many times as many as by chance. */
  readonly lift: number | undefined;
}

/**
 * Lift and cumulative gains at any depths.
 *
 * @param depths above 0, at most 1; the ten deciles
 * @throws InvalidInputError as `churnScores`, and for a depth that cannot be.
 *
 * @example
 * churnGains([0.9, 0.8, 0.3, 0.2], [1, 0, 1, 0], [0.25, 0.5]);
 * // => [{ depth: 0.25, gain: 0.5, lift: 2 }, { depth: 0.5, gain: 0.5, lift: 1 }]
 */
export function churnGains(
  scores: ArrayLike<number>,
  churned: ChurnedLabels,
  depths: readonly number[] = DECILES,
  { weights: given }: WeightOptions = {},
): GainsPoint[] {
  depths.forEach((depth, i) => {
    if (!(depth > 0 && depth <= 1)) invalid(`depths[${i}]`, "above 0, at most 1", depth);
  });
  const { scores: checked, labels, weights } = scored(scores, churned, "score", given);
  const curve = steps(checked, labels, weights);
  return depths.map((depth) => {
    const gain = gainAt(curve, depth);
    return { depth, gain, lift: gain === undefined ? undefined : gain / depth };
  });
}

const DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
