import { expect, test } from "vitest";
import { describeShared } from "../shared-data.js";
import { overFolds, SEEDED, scikitLearn } from "./must-hold.js";
import { onlineRetail, telco } from "./real-data.js";

/** How much the Brier score may exceed scikit-learn's. */
const BRIER = { random_forest_leaf_1: 0.001, random_forest_leaf_5: 0.001, hist_gradient_boosting: 0.003 } as const;

describeShared("means over five seeds and five folds, beside scikit-learn 1.2.1", () => {
  for (const [file, read] of [
    ["telco", telco],
    ["online_retail", onlineRetail],
  ] as const) {
    const mean = (name: keyof typeof SEEDED): { auc: number; brier: number } => {
      const data = read();
      const all = [1, 2, 3, 4, 5].map((seed) => overFolds(data, SEEDED[name](seed)));
      const of = (key: "auc" | "brier"): number => all.reduce((sum, one) => sum + one[key], 0) / all.length;
      return { auc: of("auc"), brier: of("brier") };
    };

    test.each(Object.entries(BRIER) as [keyof typeof BRIER, number][])(`${file}: %s`, (name, more) => {
      const found = mean(name);
      const { auc, brier } = scikitLearn(file)[name]!;
      expect(found.auc).toBeGreaterThan(auc - 0.005);
      expect(found.brier).toBeLessThan(brier + more);
    });

    test(`${file}: the blend ranks better than every model of scikit-learn`, () => {
      const best = Math.max(...Object.values(scikitLearn(file)).map(({ auc }) => auc));
      expect(mean("blend").auc).toBeGreaterThan(best);
    });
  }
});
