import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitChurnBlend } from "../../src/churn/blend.js";
import { fitChurnBoosting } from "../../src/churn/boosting.js";
import { explainChurn } from "../../src/churn/explain.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { type ForestNode, forestFromNodes } from "../../src/churn/forest-from-nodes.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { type ChurnModel, churnProbability } from "../../src/churn/model.js";
import { goesLeft, type Trees } from "../../src/churn/trees.js";
import { describeShared, readReference } from "../shared-data.js";
import { type Name, someExamples } from "./examples.js";

interface Reference {
  readonly feature_names: readonly string[];
  readonly forests: readonly {
    readonly base_value: number;
    readonly trees: readonly (readonly ForestNode[])[];
    readonly points: readonly { readonly x: readonly number[]; readonly prediction: number; readonly shap: readonly number[] }[];
  }[];
}

describeShared("Shapley values by enumeration in rational arithmetic", () => {
  const { feature_names: names, forests } = readReference<Reference>("python/tree_shap.json");
  test.each(forests.map((forest, i) => [i, forest] as const))("forest %d", (_, { trees, base_value, points }) => {
    const forest = forestFromNodes(trees, names);
    for (const { x, prediction, shap } of points) {
      const point = Object.fromEntries(names.map((name, i) => [name, x[i]!]));
      const explained = explainChurn(forest, point);
      // some dozens of roundings of numbers below 1
      expect(Math.abs(explained.base - base_value)).toBeLessThan(1e-14);
      expect(Math.abs(explained.prediction - prediction)).toBeLessThan(1e-14);
      for (const { feature, contribution } of explained.contributions) {
        expect(Math.abs(contribution - shap[names.indexOf(feature)]!)).toBeLessThan(1e-14);
      }
    }
  });
});

/** Shapley values by their definition, over all subsets of the features. */
function bruteForce(trees: Trees, categorical: readonly boolean[], point: ArrayLike<number>, scale: number): number[] {
  const n = categorical.length;
  const value = (known: number): number => {
    const of = (node: number): number => {
      const asked = trees.feature[node]!;
      if (asked < 0) return trees.value[node]!;
      const [left, right] = [node + 1, trees.right[node]!];
      if ((known >> asked) & 1) return of(goesLeft(trees, node, categorical[asked]!, point[asked]!) ? left : right);
      const [a, b] = [trees.cover[left]!, trees.cover[right]!];
      return (a * of(left) + b * of(right)) / (a + b);
    };
    return scale * trees.roots.reduce((sum, root) => sum + of(root), 0);
  };
  const values = Array.from({ length: 2 ** n }, (_, subset) => value(subset));
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  return Array.from({ length: n }, (_, i) => {
    let share = 0;
    for (let subset = 0; subset < 2 ** n; subset++) {
      if ((subset >> i) & 1) continue;
      const size = subset.toString(2).replaceAll("0", "").length;
      share += ((factorial(size) * factorial(n - size - 1)) / factorial(n)) * (values[subset | (1 << i)]! - values[subset]!);
    }
    return share;
  });
}

describe("contributions", () => {
  const examples = someExamples(300);
  const forest = fitChurnForest(examples, { trees: 8, minLeaf: 2 });
  const boosting = fitChurnBoosting(examples, { trees: 20, minLeaf: 5, patience: false });
  const logistic = fitChurnLogistic(examples, { transform: "signed-log" });
  const points = fc.constantFrom(...examples.map(({ point }) => point));

  test("of trees with categories and unknown values are Shapley values by their definition", () => {
    fc.assert(
      fc.property(points, fc.constantFrom<ChurnModel<Name>>(forest, boosting), (point, model) => {
        if (!("trees" in model)) return;
        const categorical = model.features.map(({ kind }) => kind === "category");
        const row = model.features.map((feature) => {
          const value = point[feature.name];
          if (value === undefined) return Number.NaN;
          return feature.kind === "category" ? feature.levels.indexOf(value as string) : (value as number);
        });
        const scale = model.kind === "churn-forest" ? 1 / model.trees.roots.length : 1;
        const shares = bruteForce(model.trees, categorical, row, scale);
        const found = new Map(explainChurn(model, point).contributions.map((one) => [one.feature, one.contribution]));
        model.features.forEach(({ name }, i) => {
          expect(Math.abs(found.get(name)! - shares[i]!)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 40 },
    );
  });

  test.each<[string, ChurnModel<Name>]>([
    ["forest", forest],
    ["boosting", boosting],
    ["logistic", logistic],
    ["blend", fitChurnBlend(examples, { boosting: { trees: 20, patience: false } })],
  ])("of a %s add up to its prediction", (_, model) => {
    fc.assert(
      fc.property(points, (point) => {
        const { base, prediction, contributions, scale } = explainChurn(model, point);
        const sum = contributions.reduce((total, { contribution }) => total + contribution, base);
        expect(Math.abs(sum - prediction)).toBeLessThan(1e-9);
        const p = scale === "probability" ? prediction : 1 / (1 + Math.exp(-prediction));
        expect(p).toBeCloseTo(churnProbability(model, point), 12);
      }),
    );
  });

  test("a feature that no tree asks for contributes nothing", () => {
    const withNoise = examples.map(({ point, ...rest }) => ({ ...rest, point: { ...point, constant: 1 } }));
    const { contributions } = explainChurn(fitChurnForest(withNoise, { trees: 5 }), withNoise[0]!.point);
    expect(contributions.find(({ feature }) => feature === "constant")!.contribution).toBe(0);
  });
});
