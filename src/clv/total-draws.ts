/** What a list of customers buys, or spends, by chance: simulated, where moments do not tell the shape. */
import { type Random, randomGamma, randomNormal } from "../math/random.js";
import type { PurchaseDistribution } from "./model.js";
import type { SpendModel } from "./spend.js";
import { levelOfSpend } from "./spend-moments.js";
import type { Spending } from "./timing.js";

export interface Buyer {
  readonly customer: Spending;
  /** How many purchases. */
  readonly counted: PurchaseDistribution;
}

/** Customers × totals, about: a second of work at most, and never fewer than 400 totals. */
const WORK = 4e6;

/** Totals of all buyers, one for each simulated future; of money with `spend`, else of purchases. */
export function drawnTotals(buyers: readonly Buyer[], spend: SpendModel | undefined, random: Random): number[] {
  const length = Math.max(400, Math.min(2000, Math.floor(WORK / buyers.length)));
  const totals = new Array<number>(length).fill(0);
  for (const { customer, counted } of buyers) {
    const draw = spend && spendingOf(spend, customer, random);
    for (let i = 0; i < length; i++) {
      const purchases = countAt(counted, random());
      if (purchases > 0) totals[i]! += draw === undefined ? purchases : draw(purchases);
    }
  }
  return totals;
}

/** The n whose probability holds the point `u` of [0, 1); what lies in the tail is given as its beginning. */
function countAt({ p }: PurchaseDistribution, u: number): number {
  let left = u;
  for (let n = 0; n < p.length; n++) {
    left -= p[n]!;
    if (left < 0) return n;
  }
  return p.length;
}

/** The money of so many purchases, with the customer's own level drawn anew. */
function spendingOf(model: SpendModel, customer: Spending, random: Random): (purchases: number) => number {
  if (model.kind === "gamma-gamma") {
    const { p, shape, rate } = levelOfSpend(model, customer);
    return (purchases) => randomGamma(random, p * purchases, randomGamma(random, shape, rate));
  }
  const { center, variance, sigma } = levelOfSpend(model, customer);
  return (purchases) => {
    const level = randomNormal(random, center, Math.sqrt(variance)) - (sigma * sigma) / 2;
    let money = 0;
    for (let n = 0; n < purchases; n++) money += Math.exp(randomNormal(random, level, sigma));
    return money;
  };
}
