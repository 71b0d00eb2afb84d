/**
 * Why a customer's churn probability is what it is: exact Shapley values of trees, terms of the regression; they add up.
 *
 * - [1] Lundberg, S. M. & Lee, S.-I. (2017). A unified approach to interpreting model predictions. NeurIPS 30.
 */

import { standardised } from "./design-matrix.js";
import { type ChurnModel, categoricalOf, churnProbability, logOddsOfRow } from "./model.js";
import type { Point, PointValue, UnknownCategory } from "./points.js";
import { assertModel } from "./saved-model.js";
import { scoringRow } from "./scoring-table.js";
import { addTreeShap, expectationOf } from "./tree-shap.js";

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
 * Shapley values, what is not known being averaged over the training rows of each node. Logistic: coefficient × distance from the mean. A blend: the mean of both.
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
  assertModel(model);
  const row = scoringRow(model.features, point, unknownCategory);
  const shares = new Float64Array(model.features.length);
  const base = addShares(model, row, 1, shares);
  const contributions = model.features.map(({ name }, i) => ({ feature: name, value: point[name], contribution: shares[i]! }));
  contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return model.kind === "churn-forest"
    ? { scale: "probability", base, prediction: churnProbability(model, point, unknownCategory), contributions }
    : { scale: "log-odds", base, prediction: logOddsOfRow(model, row), contributions };
}

/** Adds `factor` times the contributions of every feature to `shares`, and returns `factor` times the base. */
function addShares(model: ChurnModel, row: Float64Array, factor: number, shares: Float64Array): number {
  switch (model.kind) {
    case "churn-blend":
      return addShares(model.logistic, row, factor / 2, shares) + addShares(model.boosting, row, factor / 2, shares);
    case "churn-logistic":
      model.columns.forEach((column, i) => {
        shares[column.feature]! += factor * model.coefficients[i]! * standardised(column, row[column.feature]!, model.transform);
      });
      return factor * model.intercept;
    case "churn-boosting":
      addTreeShap(model.trees, categoricalOf(model), row, factor, shares);
      return factor * (model.base + expectationOf(model.trees));
    case "churn-forest": {
      const each = factor / model.trees.roots.length;
      addTreeShap(model.trees, categoricalOf(model), row, each, shares);
      return each * expectationOf(model.trees);
    }
  }
}
