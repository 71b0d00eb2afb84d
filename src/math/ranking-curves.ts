/**
 * What the order of scores is worth, read off its curves: precision against recall, gains against depth, both classes' distributions.
 * `labels` are 1 for positives; everything is undefined where a class it needs has no weight.
 *
 * - [1] Davis, J. & Goadrich, M. (2006). The relationship between precision-recall and ROC curves. ICML, 233–240: why its area is a
 *   sum of steps and no trapezoids.
 * - [2] Hand, D. J. & Till, R. J. (2001). Machine Learning 45, 171–186: Gini = 2 AUC − 1.
 */
import { descending } from "./ranking.js";

type Numbers = ArrayLike<number>;

/** Rows with equal scores, from the highest score down: their weights of positives and of all, summed from the top, themselves included. */
export interface Steps {
  readonly scores: Float64Array;
  readonly positives: Float64Array;
  readonly weights: Float64Array;
}

export function steps(scores: Numbers, labels: Numbers, weights?: Numbers): Steps {
  const order = descending(scores);
  const result = {
    scores: new Float64Array(order.length),
    positives: new Float64Array(order.length),
    weights: new Float64Array(order.length),
  };
  let count = 0;
  let positives = 0;
  let total = 0;
  for (let i = 0; i < order.length; count++) {
    const score = scores[order[i]!]!;
    for (; i < order.length && scores[order[i]!] === score; i++) {
      const weight = weights === undefined ? 1 : weights[order[i]!]!;
      total += weight;
      if (labels[order[i]!] === 1) positives += weight;
    }
    result.scores[count] = score;
    result.positives[count] = positives;
    result.weights[count] = total;
  }
  return {
    scores: result.scores.subarray(0, count),
    positives: result.positives.subarray(0, count),
    weights: result.weights.subarray(0, count),
  };
}

/** Area under precision over recall, Σ (recall gained) × precision [1]. */
export function averagePrecision(scores: Numbers, labels: Numbers, weights?: Numbers): number | undefined {
  const { positives, weights: depths } = steps(scores, labels, weights);
  const all = positives.at(-1) ?? 0;
  if (!(all > 0)) return undefined;
  let area = 0;
  let before = 0;
  for (let i = 0; i < positives.length; i++) {
    if (depths[i]! > 0) area += ((positives[i]! - before) / all) * (positives[i]! / depths[i]!);
    before = positives[i]!;
  }
  return area;
}

/** Kolmogorov–Smirnov: the largest distance between the shares of positives and of negatives above a score. */
export function kolmogorovSmirnov(scores: Numbers, labels: Numbers, weights?: Numbers): number | undefined {
  const { positives, weights: depths } = steps(scores, labels, weights);
  const all = positives.at(-1) ?? 0;
  const others = (depths.at(-1) ?? 0) - all;
  if (!(all > 0 && others > 0)) return undefined;
  let largest = 0;
  for (let i = 0; i < positives.length; i++) largest = Math.max(largest, positives[i]! / all - (depths[i]! - positives[i]!) / others);
  return largest;
}

/** Share of all positives among the top `depth` (0 to 1) by score; of a row, or of equal scores, in part: in proportion. */
export function gainAt({ positives, weights }: Steps, depth: number): number | undefined {
  const all = positives.at(-1) ?? 0;
  if (!(all > 0)) return undefined;
  const wanted = depth * weights.at(-1)!;
  let low = 0;
  let high = weights.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (weights[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  const [weightBefore, positivesBefore] = low === 0 ? [0, 0] : [weights[low - 1]!, positives[low - 1]!];
  const width = weights[low]! - weightBefore;
  const part = width > 0 ? Math.min(1, (wanted - weightBefore) / width) : 1;
  return (positivesBefore + part * (positives[low]! - positivesBefore)) / all;
}
