/**
 * The mean of two unlike learners in log-odds: a signed-log logistic regression, which is hard to beat on transactions, and boosted
 * trees, which see what it cannot. Their errors differ, so that the mean ranks better than either [1].
 *
 * - [1] Dietterich, T. G. (2000). Ensemble methods in machine learning. MCS 2000, LNCS 1857: why averages of unlike models win.
 */
import { type BoostingOptions, type BoostingReport, type ChurnBoosting, fitChurnBoosting } from "./boosting.js";
import { type ChurnLogistic, fitChurnLogistic, type LogisticOptions, type LogisticReport } from "./logistic.js";
import type { ChurnExamples, Feature, TableOptions } from "./points.js";
import type { TrainingReport } from "./report.js";

export interface BlendOptions<Name extends string = string> extends TableOptions<Name> {
  readonly logistic?: Omit<LogisticOptions<Name>, keyof TableOptions>;
  readonly boosting?: Omit<BoostingOptions<Name>, keyof TableOptions | "seed">;
  /** 1. */
  readonly seed?: number | string;
}

/** Plain JSON: both models whole. */
export interface ChurnBlend<Name extends string = string> {
  readonly kind: "churn-blend";
  readonly schemaVersion: 1;
  readonly features: readonly Feature<Name>[];
  readonly logistic: ChurnLogistic<Name>;
  readonly boosting: ChurnBoosting<Name>;
}

export interface BlendReport<Name extends string = string> extends TrainingReport {
  readonly seed: number | string;
  readonly logistic: ChurnLogistic<Name> & LogisticReport;
  readonly boosting: ChurnBoosting<Name> & BoostingReport<Name>;
}

/**
 * A signed-log logistic regression and boosted trees on the same examples; their log-odds are averaged.
 *
 * @throws InvalidInputError and FitError as its two learners.
 *
 * @example
 * const examples = Array.from({ length: 400 }, (_, i) => ({ point: { recency: i % 50, plan: i % 3 ? "a" : "b" }, churned: i % 50 > 30 }));
 * const model = fitChurnBlend(examples);
 * churnProbability(model, { recency: 45, plan: "a" }) > 0.9; // => true
 */
export function fitChurnBlend<Name extends string>(
  examples: ChurnExamples<Name>,
  options: BlendOptions<Name> = {},
): ChurnBlend<Name> & BlendReport<Name> {
  const { logistic, boosting, seed = 1, ...table } = options;
  const linear = fitChurnLogistic(examples, { transform: "signed-log", ...logistic, ...table });
  const trees = fitChurnBoosting(examples, { ...boosting, ...table, seed });
  const { features, examples: count, churned, notes } = linear;
  return { kind: "churn-blend", schemaVersion: 1, features, logistic: linear, boosting: trees, examples: count, churned, notes, seed };
}
