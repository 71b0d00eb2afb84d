/**
 * Why a customer's churn probability is what it is: exact Shapley values of trees, terms of the regression; they add up.
 *
 * - [1] Lundberg, S. M. & Lee, S.-I. (2017). A unified approach to interpreting model predictions. NeurIPS 30.
 */

import { standardised } from "./design-matrix.js";
import { logOddsAt } from "./logistic.js";
import type { ChurnModel } from "./model.js";
import { type Point, type PointValue, scoringRow, type UnknownCategory } from "./points.js";
import { addTreeShap, expectationOf } from "./tree-shap.js";
import { sumOfLeavesAt } from "./trees.js";

/** What one feature adds for one customer. */
export interface Contribution<Name extends string = string> {
  readonly feature: Name;
  readonly value: PointValue;
  /** Positive: towards leaving. In probability (forest) or log-odds (boosting, logistic). */
  readonly contribution: number;
}

export interface ChurnExplanation<Name extends string = string> {
  /** What is explained: the probability itself, or its log-odds ln(p / (1 − p)). */
  readonly scale: "probability" | "log-odds";
  /** Of a customer of whom nothing is known. */
  readonly base: number;
  /** base + Σ contributions. */
  readonly prediction: number;
  /** Largest in absolute value first. */
  readonly contributions: readonly Contribution<Name>[];
}

/**
 * The contributions of all features to one customer's prediction [1]; together with `base` they make it up. Forest and boosting: exact
 * Shapley values, what is not known being averaged over the training rows of each node. Logistic: coefficient × distance from the mean.
 *
 * @throws InvalidInputError as `churnProbability`.
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 30, left: 1, right: 2 }, { cover: 6, value: 0 }, { cover: 4, value: 1 }];
 * const { base, contributions } = explainChurn(forestFromNodes([stump], ["recency"]), { recency: 45 });
 * base; // => 0.4
 * contributions; // => [{ feature: "recency", value: 45, contribution: 0.6 }]
 */
export function explainChurn<Name extends string>(
  model: ChurnModel<Name>,
  point: Point<Name>,
  unknownCategory?: UnknownCategory,
): ChurnExplanation<Name> {
  const row = scoringRow(model.features, point, unknownCategory);
  const shares = new Float64Array(model.features.length);
  const explained = model.kind === "churn-logistic" ? logisticTerms(model, row, shares) : treeShares(model, row, shares);
  const contributions = model.features.map(({ name }, i) => ({ feature: name, value: point[name], contribution: shares[i]! }));
  contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return { ...explained, contributions };
}

type Explained = Pick<ChurnExplanation, "scale" | "base" | "prediction">;

function logisticTerms(model: Extract<ChurnModel, { kind: "churn-logistic" }>, row: Float64Array, shares: Float64Array): Explained {
  model.columns.forEach((column, i) => {
    shares[column.feature]! += model.coefficients[i]! * standardised(column, row[column.feature]!, model.transform);
  });
  return { scale: "log-odds", base: model.intercept, prediction: logOddsAt(model, (feature) => row[feature]!) };
}

function treeShares(model: Exclude<ChurnModel, { kind: "churn-logistic" }>, row: Float64Array, shares: Float64Array): Explained {
  const { trees } = model;
  const categorical = model.features.map(({ kind }) => kind === "category");
  const boosting = model.kind === "churn-boosting";
  const scale = boosting ? 1 : 1 / trees.roots.length;
  const start = boosting ? model.base : 0;
  addTreeShap(trees, categorical, row, scale, shares);
  return {
    scale: boosting ? "log-odds" : "probability",
    base: start + scale * expectationOf(trees),
    prediction: start + scale * sumOfLeavesAt(trees, categorical, row),
  };
}
