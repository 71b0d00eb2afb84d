import type { ChurnExample } from "../../src/churn/points.js";
import { random, randomExponential, randomNormal } from "../../src/math/random.js";

export type Name = "recency" | "spend" | "plan" | "visits";

/** Customers with numbers, a category and unknown values, whose churn depends on them. */
export function someExamples(count: number, seed = 1): ChurnExample<Name>[] {
  const dice = random(seed);
  return Array.from({ length: count }, (_, i) => {
    const recency = Math.ceil(randomExponential(dice, 1 / 40));
    const spend = dice() < 0.1 ? undefined : Math.round(100 * Math.exp(randomNormal(dice))) / 10;
    const plan = dice() < 0.05 ? undefined : (["basic", "plus", "pro"] as const)[Math.floor(3 * dice())];
    const visits = Math.floor(8 * dice());
    const odds = recency / 40 - 0.3 * visits + (plan === "pro" ? -1 : 0.3) - (spend ?? 10) / 40;
    return { customerId: `c${i}`, point: { recency, spend, plan, visits }, churned: dice() < 1 / (1 + Math.exp(-odds)) };
  });
}
