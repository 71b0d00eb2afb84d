/** Scores and what came of them, as every measure takes them: checked once, here. */
import { invalid } from "../errors.js";
import { add, type IssueList, raise } from "./issue-list.js";
import { isInUnit, isNotNegative } from "./settings.js";

/** `true` or 1: left. */
export type ChurnedLabels = ArrayLike<boolean | number>;

export interface WeightOptions {
  /** One per row, k counting as k equal rows. All 1. */
  readonly weights?: ArrayLike<number>;
}

export interface Scored {
  readonly scores: Float64Array;
  /** 1 or 0. */
  readonly labels: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** What scores must be: probabilities, or any finite numbers, the higher the likelier to leave. */
export type ScoreKind = "probability" | "score";

/** @throws InvalidInputError with row and field. */
export function scored(scores: ArrayLike<number>, churned: ChurnedLabels, kind: ScoreKind, weights?: ArrayLike<number>): Scored {
  const { length } = scores;
  if (churned.length !== length) invalid("churned", `${length} values, one for each score`, churned.length);
  if (weights !== undefined && weights.length !== length) invalid("weights", `${length} numbers, one for each score`, weights.length);
  const issues: IssueList = { issues: [], total: 0 };
  const result = { scores: new Float64Array(length), labels: new Float64Array(length), weights: weights && new Float64Array(length) };
  for (let row = 0; row < length; row++) {
    const score = scores[row]!;
    if (kind === "probability" && !isInUnit(score)) add(issues, row, "probability", "a number from 0 to 1", score);
    else if (typeof score !== "number" || !Number.isFinite(score)) add(issues, row, "score", "a finite number", score);
    const label = churned[row];
    if (label !== true && label !== false && label !== 0 && label !== 1) add(issues, row, "churned", "true or false", label);
    result.scores[row] = score;
    result.labels[row] = Number(label);
    if (weights === undefined) continue;
    const weight = weights[row]!;
    if (!isNotNegative(weight)) add(issues, row, "weights", "a finite number, 0 or more", weight);
    result.weights![row] = weight;
  }
  raise(issues);
  return result;
}
