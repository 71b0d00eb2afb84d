import { expect, test } from "vitest";
import { fitChurnForest } from "../../src/churn/forest.js";
import { describeShared, readShared } from "../shared-data.js";
import { overFolds, SEEDED, scikitLearn, UNSEEDED } from "./must-hold.js";
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

  test("online retail: forest and boosting are level with scikit-learn's", () => {
    const data = onlineRetail();
    const reference = scikitLearn("online_retail");
    const forest = overFolds(data, SEEDED.random_forest_leaf_5(1));
    expect(forest.auc).toBeGreaterThan(reference.random_forest_leaf_5!.auc - 0.005);
    expect(forest.brier).toBeLessThan(reference.random_forest_leaf_5!.brier + 0.001);
    const boosting = overFolds(data, SEEDED.hist_gradient_boosting(1));
    expect(boosting.auc).toBeGreaterThan(reference.hist_gradient_boosting!.auc - 0.005);
    expect(boosting.brier).toBeLessThan(reference.hist_gradient_boosting!.brier + 0.003);
  });

  test("telco: thirty trees rank as well as scikit-learn's hundred", () => {
    const { auc } = overFolds(telco(), (examples) => fitChurnForest(examples, { trees: 30 }));
    expect(auc).toBeGreaterThan(scikitLearn("telco").random_forest_leaf_5!.auc - 0.005);
  });
});
