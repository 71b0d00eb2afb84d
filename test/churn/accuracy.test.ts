import { expect, test } from "vitest";
import { fitChurnBlend } from "../../src/churn/blend.js";
import { describeShared, readReference } from "../shared-data.js";
import { fiveFold, type PeerMeasures } from "./accuracy.js";
import { onlineRetail } from "./reference.js";

describeShared("beside scikit-learn on the same folds", () => {
  test("Online Retail: the default blend ranks better than every learner there", () => {
    const { models } = readReference<{ models: Record<string, PeerMeasures> }>("python/churn_online_retail.json");
    const peers = Object.values(models).map(({ mean, mean_over_states }) => (mean ?? mean_over_states)!);
    const { auc, brier } = fiveFold(onlineRetail(), (training) => fitChurnBlend(training));
    expect(auc).toBeGreaterThan(Math.max(...peers.map((peer) => peer.auc)));
    expect(brier).toBeLessThan(Math.min(...peers.map((peer) => peer.brier)));
  });
});
