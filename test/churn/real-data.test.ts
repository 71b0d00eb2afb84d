import { expect, test } from "vitest";
import { fitChurnForest } from "../../src/churn/forest.js";
import { describeShared, readShared } from "../shared-data.js";
import { overFolds, scikitLearn, UNSEEDED } from "./must-hold.js";
import { onlineRetail, telco } from "./real-data.js";

/** Out-of-fold probabilities by customer, a column of the reference. */
function outOfFold(file: string, name: string): Map<string, number> {
  const [head, ...lines] = readShared(`reference/python/churn_${file}_oof.csv`).trim().split("\n");
  const column = head!.split(",").indexOf(name);
  return new Map(lines.map((line) => line.split(",")).map((cells) => [cells[0]!, Number(cells[column])]));
}

describeShared("the files of the reference, one seed (all five: real-data.long.test.ts)", () => {
  test.each([
    ["telco", "logistic_regression", "logistic_probability", telco],
    ["online_retail", "logistic_regression_raw", "logistic_regression_raw", onlineRetail],
    ["online_retail", "logistic_regression_signed_log", "logistic_regression_signed_log", onlineRetail],
  ] as const)("%s: every out-of-fold probability of %s", (file, name, column, read) => {
    const data = read();
    const learner = (UNSEEDED[file] as Record<string, (typeof UNSEEDED)["telco"]["logistic_regression"]>)[name]!;
    const { auc, scores } = overFolds(data, learner);
    expect(Math.abs(auc - scikitLearn(file)[name]!.auc)).toBeLessThan(1e-9);
    const expected = outOfFold(file, column);
    let worst = 0;
    data.examples.forEach(({ customerId }, i) => {
      worst = Math.max(worst, Math.abs(scores[i]! - expected.get(String(customerId))!));
    });
    // both are solved to a gradient of about 1e-12
    expect(worst).toBeLessThan(1e-9);
  });

  test.each([
    ["telco", telco],
    ["online_retail", onlineRetail],
  ] as const)("%s: a forest of 40 trees is level with scikit-learn's of 100", (file, read) => {
    const found = overFolds(read(), (examples) => fitChurnForest(examples, { trees: 40 }));
    const { auc, brier } = scikitLearn(file).random_forest_leaf_5!;
    expect(found.auc).toBeGreaterThan(auc - 0.005);
    expect(found.brier).toBeLessThan(brier + 0.001);
  });
});
