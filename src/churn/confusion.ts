/** Who was flagged rightly and wrongly at a threshold. */
import { invalid } from "../errors.js";
import { type ChurnedLabels, scored, type WeightOptions } from "./scored.js";

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
