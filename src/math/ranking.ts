/**
 * How well scores rank two classes.
 *
 * - [1] Hanley, J. A. & McNeil, B. J. (1982). The meaning and use of the area under a ROC curve. Radiology 143(1), 29–36.
 */

/** P(the score of a positive is above that of a negative), ties count half [1]; undefined when a class has no weight. */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>, weights?: ArrayLike<number>): number | undefined {
  const order = descending(scores);
  let positives = 0;
  let negatives = 0;
  let concordant = 0;
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]!]!;
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (; i < order.length && scores[order[i]!] === score; i++) {
      const row = order[i]!;
      const weight = weights === undefined ? 1 : weights[row]!;
      if (labels[row] === 1) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    concordant += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return positives > 0 && negatives > 0 ? concordant / (positives * negatives) : undefined;
}

/** Places of the scores from the highest down; equal scores in their order. */
export function descending(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, i) => i).sort((i, j) => scores[j]! - scores[i]! || i - j);
}
