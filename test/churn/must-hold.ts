/** Mean AUC and Brier score over the folds of the reference, and what scikit-learn 1.2.1 reaches on the same folds. */
import { fitChurnBlend } from "../../src/churn/blend.js";
import { fitChurnBoosting } from "../../src/churn/boosting.js";
import { compareLearners } from "../../src/churn/evaluate.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { churnScores } from "../../src/churn/metrics.js";
import { readReference } from "../shared-data.js";
import type { RealData } from "./real-data.js";

export interface Figures {
  readonly auc: number;
  readonly brier: number;
}

/** Learner by its name in the reference. */
export const SEEDED = {
  random_forest_leaf_1: (seed: number) => (examples: Parameters<typeof fitChurnForest>[0]) =>
    fitChurnForest(examples, { seed, minLeaf: 1 }),
  random_forest_leaf_5: (seed: number) => (examples: Parameters<typeof fitChurnForest>[0]) => fitChurnForest(examples, { seed }),
  hist_gradient_boosting: (seed: number) => (examples: Parameters<typeof fitChurnForest>[0]) => fitChurnBoosting(examples, { seed }),
  blend: (seed: number) => (examples: Parameters<typeof fitChurnForest>[0]) => fitChurnBlend(examples, { seed }),
} as const;

export const UNSEEDED = {
  telco: { logistic_regression: (examples: Parameters<typeof fitChurnLogistic>[0]) => fitChurnLogistic(examples) },
  online_retail: {
    logistic_regression_raw: (examples: Parameters<typeof fitChurnLogistic>[0]) => fitChurnLogistic(examples),
    logistic_regression_signed_log: (examples: Parameters<typeof fitChurnLogistic>[0]) =>
      fitChurnLogistic(examples, { transform: "signed-log" }),
  },
} as const;

interface ReferenceModel {
  readonly mean_over_states?: Figures;
  readonly mean?: Figures;
}

export function scikitLearn(file: "telco" | "online_retail"): Record<string, Figures> {
  const { models } = readReference<{ models: Record<string, ReferenceModel> }>(`python/churn_${file}.json`);
  return Object.fromEntries(Object.entries(models).map(([name, model]) => [name, (model.mean_over_states ?? model.mean)!]));
}

/** As the reference: measured fold by fold, then averaged. */
export function overFolds(
  { examples, folds }: RealData,
  learner: Parameters<typeof compareLearners>[1][string],
): Figures & { readonly scores: Float64Array } {
  const { scores } = compareLearners(examples, { learner }, { folds, naive: false });
  const parts = [0, 1, 2, 3, 4].map((fold) => {
    const inside = examples.flatMap((_, i) => (folds[i] === fold ? [i] : []));
    return churnScores(
      inside.map((i) => scores.learner![i]!),
      inside.map((i) => examples[i]!.churned),
    );
  });
  const mean = (of: "auc" | "brier"): number => parts.reduce((sum, part) => sum + part[of]!, 0) / parts.length;
  return { auc: mean("auc"), brier: mean("brier"), scores: scores.learner! };
}
