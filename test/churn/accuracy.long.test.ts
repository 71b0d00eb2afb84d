import { describe, expect, test } from "vitest";
import { fitChurnBlend } from "../../src/churn/blend.js";
import { fitChurnBoosting } from "../../src/churn/boosting.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { describeShared, readReference } from "../shared-data.js";
import { fiveFold, type PeerMeasures } from "./accuracy.js";
import { onlineRetail, telco } from "./reference.js";

describeShared("beside scikit-learn on the same folds at equal settings, means over five seeds", () => {
  describe.each([
    ["churn_telco", telco],
    ["churn_online_retail", onlineRetail],
  ] as const)("%s", (file, read) => {
    const { models } = readReference<{ models: Record<string, PeerMeasures> }>(`python/${file}.json`);
    const data = read();
    const mean = (of: (seed: number) => { auc: number; brier: number }) => {
      const all = [1, 2, 3, 4, 5].map(of);
      return { auc: all.reduce((sum, { auc }) => sum + auc, 0) / 5, brier: all.reduce((sum, { brier }) => sum + brier, 0) / 5 };
    };

    test.each([1, 5])("random forest, min leaf %d", (minLeaf) => {
      const theirs = models[`random_forest_leaf_${minLeaf}`]!.mean_over_states!;
      const ours = mean((seed) => fiveFold(data, (training) => fitChurnForest(training, { minLeaf, seed })));
      expect(ours.auc).toBeGreaterThan(theirs.auc - 0.005);
      expect(ours.brier).toBeLessThan(theirs.brier + 0.001);
    });

    test("the default blend is above every learner there", () => {
      const peers = Object.values(models).map(({ mean, mean_over_states }) => (mean ?? mean_over_states)!);
      const ours = mean((seed) => fiveFold(data, (training) => fitChurnBlend(training, { seed })));
      expect(ours.auc).toBeGreaterThan(Math.max(...peers.map((peer) => peer.auc)));
      expect(ours.brier).toBeLessThan(Math.min(...peers.map((peer) => peer.brier)));
    });

    test("boosting", () => {
      const theirs = models.hist_gradient_boosting!.mean!;
      const featuresPerSplit = Object.keys(data[0]!.point).length;
      const settings = { trees: 100, learningRate: 0.1, maxLeaves: 31, minLeaf: 20, ridge: 0, featuresPerSplit, patience: false } as const;
      const ours = fiveFold(data, (training) => fitChurnBoosting(training, settings));
      expect(ours.auc).toBeGreaterThan(theirs.auc - 0.005);
      expect(ours.brier).toBeLessThan(theirs.brier + 0.003);
    });
  });
});
