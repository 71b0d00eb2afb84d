/** What an example of each class counts. */
import { invalid } from "../errors.js";
import { checkPositive } from "../math/checks.js";
import type { TrainingTable } from "./points.js";

/** Factors on the weights of the two classes, or `"balanced"`: both classes weigh half of the whole. */
export type ClassWeights = "balanced" | { readonly churned: number; readonly stayed: number };

export function labelWeights({ churned, weights }: TrainingTable, classWeights: ClassWeights | undefined): Float64Array {
  if (classWeights === undefined) return weights;
  if (classWeights !== "balanced" && (typeof classWeights !== "object" || classWeights === null)) {
    invalid("classWeights", '"balanced" or a factor for churned and stayed', classWeights);
  }
  const { churned: left, stayed } = classWeights === "balanced" ? balanced(churned, weights) : classWeights;
  checkPositive("classWeights.churned", left);
  checkPositive("classWeights.stayed", stayed);
  return weights.map((weight, row) => weight * (churned[row] === 1 ? left : stayed));
}

function balanced(churned: Float64Array, weights: Float64Array): { churned: number; stayed: number } {
  let total = 0;
  let left = 0;
  weights.forEach((weight, row) => {
    total += weight;
    left += weight * churned[row]!;
  });
  return { churned: total / (2 * left), stayed: total / (2 * (total - left)) };
}
