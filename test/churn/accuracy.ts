import { type ChurnModel, churnProbabilities } from "../../src/churn/model.js";
import { auc } from "../../src/math/ranking.js";
import type { FoldedExample } from "./reference.js";

/** Means over the five folds. */
export function fiveFold(data: readonly FoldedExample[], learn: (training: readonly FoldedExample[]) => ChurnModel) {
  let area = 0;
  let brier = 0;
  for (let fold = 0; fold < 5; fold++) {
    const held = data.filter((row) => row.fold === fold);
    const p = churnProbabilities(
      learn(data.filter((row) => row.fold !== fold)),
      held.map(({ point }) => point),
    );
    const labels = held.map(({ churned }) => Number(churned));
    area += auc(p, labels)! / 5;
    brier += p.reduce((sum, q, i) => sum + (q - labels[i]!) ** 2, 0) / p.length / 5;
  }
  return { auc: area, brier };
}

/** Means over the five states, or of the one fit, of scikit-learn. */
export interface PeerMeasures {
  readonly mean?: { readonly auc: number; readonly brier: number };
  readonly mean_over_states?: { readonly auc: number; readonly brier: number };
}
