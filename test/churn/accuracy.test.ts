import { expect, test } from "vitest";
import { fitChurnBlend } from "../../src/churn/blend.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { describeShared, readReference } from "../shared-data.js";
import { fiveFold, type PeerMeasures } from "./accuracy.js";
import { onlineRetail, telco } from "./reference.js";

describeShared("beside scikit-learn on the same folds", () => {
  test.each([
    ["churn_telco", telco],
    ["churn_online_retail", onlineRetail],
  ] as const)("%s: the default blend ranks better than every learner there", (file, read) => {
    const { models } = readReference<{ models: Record<string, PeerMeasures> }>(`python/${file}.json`);
    const peers = Object.values(models).map(({ mean, mean_over_states }) => (mean ?? mean_over_states)!);
    const { auc, brier } = fiveFold(read(), (training) => fitChurnBlend(training));
    expect(auc).toBeGreaterThan(Math.max(...peers.map((peer) => peer.auc)));
    expect(brier).toBeLessThan(Math.min(...peers.map((peer) => peer.brier)));
  });

  test("logistic regression equals theirs", () => {
    const { models } = readReference<{ models: Record<string, PeerMeasures> }>("python/churn_telco.json");
    const { auc, brier } = fiveFold(telco(), (training) => fitChurnLogistic(training));
    expect(Math.abs(auc - models.logistic_regression!.mean!.auc)).toBeLessThan(1e-6);
    expect(Math.abs(brier - models.logistic_regression!.mean!.brier)).toBeLessThan(1e-9);
  });
});
