/**
 * How good churn scores were, once it is known who left. Formulas and sources are in `math`; here are their doors. `churned` is true
 * or 1 for those who left; a higher score means likelier to leave.
 */
import { invalid } from "../errors.js";
import { delong } from "../math/delong.js";
import { normalCdf, normalQuantile } from "../math/normal.js";
import { brierScore, calibrationBins, expectedCalibrationError, logLoss } from "../math/probability-scores.js";
import { auc } from "../math/ranking.js";
import { averagePrecision, gainAt, kolmogorovSmirnov, steps } from "../math/ranking-curves.js";
import { type Scored, scored } from "./scored.js";
import { whole } from "./settings.js";

export type ChurnedLabels = ArrayLike<boolean | number>;

export interface WeightOptions {
  /** One per row, k counting as k equal rows. All 1. */
  readonly weights?: ArrayLike<number>;
}

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

export interface AucInterval {
  readonly auc: number;
  readonly standardError: number;
  /** auc ± z · standard error, kept within 0 … 1. */
  readonly low: number;
  readonly high: number;
}

/**
 * The area under the ROC curve with its interval after DeLong. Rows must be independent: not the same customer several times.
 *
 * @param options.level of confidence; 0.95
 * @returns undefined with fewer than two rows of a class
 * @throws InvalidInputError as `churnScores`, and for a level outside 0 … 1.
 *
 * @example
 * const { auc, low, high } = aucInterval([0.1, 0.4, 0.35, 0.8, 0.7, 0.2], [0, 0, 1, 1, 1, 0]);
 * [auc, low, high]; // => [0.8889, 0.6012, 1]
 */
export function aucInterval(
  scores: ArrayLike<number>,
  churned: ChurnedLabels,
  options: { readonly level?: number } = {},
): AucInterval | undefined {
  const z = criticalValue(options.level);
  const { scores: checked, labels } = scored(scores, churned, "score");
  const found = delong([checked], labels);
  if (found === undefined) return undefined;
  const area = found.areas[0]!;
  const standardError = Math.sqrt(found.covariances[0]![0]!);
  return { auc: area, standardError, low: Math.max(0, area - z * standardError), high: Math.min(1, area + z * standardError) };
}

export interface AucComparison {
  readonly aucA: number;
  readonly aucB: number;
  /** A − B. */
  readonly difference: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly z: number;
  /** Two-sided: how often chance alone makes so large a difference. 1 where both rank everything alike. */
  readonly pValue: number;
}

/**
 * Is A better than B on the same customers, or is it luck? DeLong's test of two areas that share their rows.
 *
 * @param options.level of the interval; 0.95
 * @returns undefined with fewer than two rows of a class
 * @throws InvalidInputError as `aucInterval`.
 *
 * @example
 * const churned = [0, 0, 0, 0, 1, 1, 1, 1];
 * const { difference, pValue } = compareAuc([1, 2, 3, 5, 4, 6, 7, 8], [4, 2, 8, 1, 3, 5, 6, 7], churned);
 * [difference, pValue]; // => [0.3125, 0.1551]
 */
export function compareAuc(
  scoresA: ArrayLike<number>,
  scoresB: ArrayLike<number>,
  churned: ChurnedLabels,
  options: { readonly level?: number } = {},
): AucComparison | undefined {
  const critical = criticalValue(options.level);
  const { scores: a, labels } = scored(scoresA, churned, "score");
  const found = delong([a, scored(scoresB, churned, "score").scores], labels);
  if (found === undefined) return undefined;
  const [aucA, aucB] = found.areas as [number, number];
  const [[varianceA, covariance], [, varianceB]] = found.covariances as [[number, number], [number, number]];
  const difference = aucA - aucB;
  const standardError = Math.sqrt(Math.max(0, varianceA + varianceB - 2 * covariance));
  // a difference of 0, or one that no other sample of such rows could show, has no distribution
  const z = difference === 0 ? 0 : difference / standardError;
  return {
    aucA,
    aucB,
    difference,
    standardError,
    low: difference - critical * standardError,
    high: difference + critical * standardError,
    z,
    pValue: 2 * normalCdf(-Math.abs(z)),
  };
}

function criticalValue(level = 0.95): number {
  if (!(level > 0 && level < 1)) invalid("level", "above 0 and below 1", level);
  return normalQuantile(0.5 + level / 2);
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
  whole("bands", bands, 1);
  if (by !== "quantile" && by !== "uniform") invalid("by", '"quantile" or "uniform"', by);
  const { scores, labels, weights } = scored(probabilities, churned, "probability", options.weights);
  const bins = calibrationBins(scores, labels, bands, by, weights);
  return {
    bands: bins.map(({ from, to, weight, predicted, observed }) => ({ from, to, customers: weight, predicted, observed })),
    error: expectedCalibrationError(bins),
  };
}

/** Σ weights of each kind; rates are undefined when nobody stands in their denominator. */
export interface ChurnConfusion {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  /** Of those flagged, who left. */
  readonly precision: number | undefined;
  /** Of those who left, who was flagged. */
  readonly recall: number | undefined;
  /** Of those who stayed, who was not flagged. */
  readonly specificity: number | undefined;
  /** Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN). */
  readonly f1: number | undefined;
  readonly accuracy: number | undefined;
}

/**
 * Who is right when everybody from a score on is flagged (score ≥ threshold).
 *
 * @throws InvalidInputError as `churnScores`.
 *
 * @example
 * const { truePositives, precision, recall } = churnConfusion([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.4);
 * [truePositives, precision, recall]; // => [1, 0.5, 0.5]
 */
export function churnConfusion(
  scores: ArrayLike<number>,
  churned: ChurnedLabels,
  threshold: number,
  { weights: given }: WeightOptions = {},
): ChurnConfusion {
  if (!Number.isFinite(threshold)) invalid("threshold", "a finite number", threshold);
  const { scores: checked, labels, weights } = scored(scores, churned, "score", given);
  const counts = [0, 0, 0, 0] as [number, number, number, number];
  for (let row = 0; row < checked.length; row++) {
    counts[(checked[row]! >= threshold ? 0 : 2) + (labels[row] === 1 ? 0 : 1)]! += weights === undefined ? 1 : weights[row]!;
  }
  const [truePositives, falsePositives, falseNegatives, trueNegatives] = counts;
  const ratio = (a: number, b: number): number | undefined => (b > 0 ? a / b : undefined);
  return {
    threshold,
    truePositives,
    falsePositives,
    trueNegatives,
    falseNegatives,
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    specificity: ratio(trueNegatives, trueNegatives + falsePositives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    accuracy: ratio(truePositives + trueNegatives, truePositives + falsePositives + trueNegatives + falseNegatives),
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
