/** The arithmetic of an index system: one customer's scores in columns by criterion, reused from customer to customer. */
import { answerOf, clamp, numberOf } from "./answers.js";
import { type IndexCriterion, type IndexSystem, type Measures, measureOf } from "./index-system.js";
import { percentileOf } from "./percentiles.js";

export interface Sheet {
  /** 0 to 100; NaN stands for "nothing to score" and never leaves this room. */
  readonly scores: Float64Array;
  /** Weight below the criterion that is present, of all. */
  readonly coverage: Float64Array;
  /** Weight of the criterion in the index once what is missing has shared its weight out. */
  readonly shares: Float64Array;
  /** Weight of the children that have a score. */
  readonly present: Float64Array;
}

export function emptySheet({ criteria }: IndexSystem): Sheet {
  const column = (): Float64Array => new Float64Array(criteria.length);
  return { scores: column(), coverage: column(), shares: column(), present: column() };
}

/** Leaves to 0 … 100; then, level by level, the mean over what is present. */
export function fillSheet({ criteria }: IndexSystem, sheet: Sheet, customer: Measures, row = -1): void {
  const { scores, coverage, shares, present } = sheet;
  for (let i = criteria.length - 1; i >= 0; i--) {
    if (criteria[i]!.children.length > 0) meanOfChildren(criteria, sheet, i);
    else {
      const score = leafScore(criteria[i]!, measureOf(customer, criteria[i]!.key), row);
      scores[i] = score ?? Number.NaN;
      coverage[i] = score === undefined ? 0 : 1;
    }
  }
  shares[0] = Number.isNaN(scores[0]) ? 0 : 1;
  for (let i = 0; i < criteria.length; i++) {
    for (const child of criteria[i]!.children) {
      const counts = present[i]! > 0 && !Number.isNaN(scores[child]);
      shares[child] = counts ? (shares[i]! * criteria[child]!.weight) / present[i]! : 0;
    }
  }
}

function meanOfChildren(criteria: readonly IndexCriterion[], { scores, coverage, present }: Sheet, i: number): void {
  let weights = 0;
  let sum = 0;
  let low = 100;
  let high = 0;
  let covered = 0;
  for (const child of criteria[i]!.children) {
    const { weight } = criteria[child]!;
    const score = scores[child]!;
    covered += weight * coverage[child]!;
    if (!(weight > 0) || Number.isNaN(score)) continue;
    weights += weight;
    sum += weight * score;
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  present[i] = weights;
  scores[i] = weights > 0 ? clamp(sum / weights, low, high) : Number.NaN;
  // Weights sum to 1 up to rounding.
  coverage[i] = covered > 1 - 1e-9 ? 1 : covered;
}

function leafScore({ key, scale, lowerIsBetter, percentiles }: IndexCriterion, measure: unknown, row: number): number | undefined {
  if (scale === null) return undefined;
  let score: number | undefined;
  if (scale.kind === "percentile") {
    const value = numberOf(key, measure, row);
    score = value === undefined || percentiles === null ? undefined : percentileOf(percentiles, value);
  } else {
    const value = scale.kind === "scale" ? answerOf(key, measure, scale.from, scale.to, row) : numberOf(key, measure, row);
    score = value === undefined ? undefined : clamp((100 * (value - scale.from)) / (scale.to - scale.from), 0, 100);
  }
  return score === undefined || !lowerIsBetter ? score : 100 - score;
}
