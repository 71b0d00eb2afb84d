import { describe, expect, test } from "vitest";
import { fitChurnForest } from "../../src/churn/forest.js";
import { permutationImportance } from "../../src/churn/importance.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import type { ChurnExample } from "../../src/churn/points.js";
import { InvalidInputError } from "../../src/errors.js";
import { someExamples } from "./examples.js";

const train = someExamples(800);
const test_ = someExamples(800, 2) as ChurnExample[];

describe("permutation importance", () => {
  test("finds what churn was simulated from, whatever the model", () => {
    for (const model of [fitChurnLogistic(train), fitChurnForest(train, { trees: 30 })]) {
      const found = permutationImportance(model, test_);
      expect(found.map(({ feature }) => feature).sort()).toEqual(["plan", "recency", "spend", "visits"]);
      // odds of about 1 per SD of recency, 0.7 of visits
      expect(["recency", "visits"]).toContain(found[0]!.feature);
      expect(found[0]!.drop).toBeGreaterThan(0.05);
      expect(found.map(({ drop }) => drop)).toEqual(found.map(({ drop }) => drop).sort((a, b) => b - a));
    }
  });

  test("of a feature that the model does not read is exactly 0", () => {
    const model = fitChurnLogistic(train, { features: ["recency", "visits"] });
    const all = permutationImportance(model, test_, { features: ["plan" as "recency", "recency"], repeats: 2 });
    expect(all.find(({ feature }) => (feature as string) === "plan")).toEqual({ feature: "plan", drop: 0, standardDeviation: 0 });
    expect(
      permutationImportance(model, test_)
        .map(({ feature }) => feature)
        .sort(),
    ).toEqual(["recency", "visits"]);
  });

  test("is the same for the same seed and for rows and columns; one repeat has no spread", () => {
    const model = fitChurnLogistic(train);
    const columns = {
      columns: Object.fromEntries(Object.keys(test_[0]!.point).map((name) => [name, test_.map(({ point }) => point[name])])),
      churned: test_.map(({ churned }) => churned),
    };
    const once = permutationImportance(model, test_, { seed: 4 });
    expect(permutationImportance(model, test_, { seed: 4 })).toEqual(once);
    expect(permutationImportance(model as never, columns as never, { seed: 4 })).toEqual(once);
    expect(permutationImportance(model, test_, { seed: 5 })).not.toEqual(once);
    expect(permutationImportance(model, test_, { repeats: 1 })[0]!.standardDeviation).toBeUndefined();
  });

  test.each<[string, () => unknown, string]>([
    ["no repeats", () => permutationImportance(fitChurnLogistic(train), test_, { repeats: 0 }), "repeats"],
    ["an unknown feature", () => permutationImportance(fitChurnLogistic(train), test_, { features: ["shoe" as "plan"] }), "features[0]"],
    [
      "one class",
      () =>
        permutationImportance(
          fitChurnLogistic(train),
          test_.map((row) => ({ ...row, churned: true })),
        ),
      "churned",
    ],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
