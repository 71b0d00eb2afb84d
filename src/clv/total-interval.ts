/** All that a list of customers will buy, or spend, and how sure that is: parameters and chance apart, as for one customer. */
import { invalid } from "../errors.js";
import { checkCustomers } from "./checks.js";
import { around, deviation, logInterval, spread } from "./delta-method.js";
import { type CustomerOf, expectedPurchases, type PurchaseDistribution, purchaseDistribution } from "./model.js";
import type { ForecastInterval, IntervalOptions } from "./prediction-intervals.js";
import { expectedSpend, type SpendModel } from "./spend.js";
import { spendMoments } from "./spend-moments.js";
import { assertSpending } from "./spending.js";
import type { Spending } from "./timing.js";
import { normalReach, type Uncertain } from "./uncertainty.js";
import type { DailyModel } from "./value.js";

export interface TotalInterval extends ForecastInterval {
  /** Standard deviation from the parameters. */
  readonly parametersDeviation: number;
  /** Standard deviation from chance. */
  readonly purchasesDeviation: number;
}

/**
 * All purchases, or with `spend` all money, of these customers in the days ahead.
 *
 * @throws InvalidInputError as `purchaseInterval`.
 *
 * @example
 * const customers = simulateHistories({ kind: "nbd", params: { r: 0.5, alpha: 80 } }, { customers: 500, days: 365 });
 * const { expected, both } = totalInterval(fitNbd(customers), customers, 90);
 * both[0] < expected && expected < both[1]; // => true
 */
export function totalInterval<Model extends DailyModel & Uncertain, Spend extends SpendModel & Uncertain = SpendModel & Uncertain>(
  model: Model,
  customers: readonly (CustomerOf<Model> & Partial<Spending>)[],
  days: number,
  options: IntervalOptions<Model> & { readonly spend?: Spend; readonly spendDraws?: readonly Pick<Spend, "kind" | "params">[] } = {},
): TotalInterval {
  const { level = 0.95, spend } = options;
  const reach = normalReach(level);
  checkCustomers(customers);
  const money = (of: SpendModel | undefined): Float64Array | undefined =>
    of &&
    Float64Array.from(
      customers,
      (customer) => expectedSpend(of, customer as Spending) ?? invalid("spend", "a model whose mean is finite", of),
    );
  const worth = money(spend);
  const counts = (of: DailyModel): Float64Array =>
    Float64Array.from(customers, (customer) => expectedPurchases<DailyModel>(of, customer, days));
  const own = counts(model);
  const product = (left: Float64Array, right: Float64Array | undefined): number =>
    left.reduce((sum, value, i) => sum + value * (right === undefined ? 1 : right[i]!), 0);
  const expected = product(own, worth);

  let variance = options.draws === undefined ? deviation(model, (of) => product(counts(of), worth)) ** 2 : 0;
  let totals: number[] | undefined;
  if (options.draws !== undefined) {
    if (options.draws.length === 0) invalid("draws", "an array with at least one model", options.draws);
    const spends = options.spendDraws ?? [];
    totals = options.draws.map((draw, i) => {
      const drawnWorth = spends.length > 0 ? money(spends[i % spends.length] as SpendModel) : worth;
      return product(counts(draw as DailyModel), drawnWorth);
    });
    const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
    variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / Math.max(1, totals.length - 1);
  } else if (spend !== undefined) variance += deviation(spend, (of) => product(own, money(of))) ** 2;

  const chance = chanceVariance(model, customers, own, days, spend);
  const parametersDeviation = Math.sqrt(variance);
  const purchasesDeviation = Math.sqrt(chance);
  return {
    expected,
    parametersDeviation,
    purchasesDeviation,
    parameters: totals === undefined ? around(expected, parametersDeviation, level) : spread(totals, (1 - level) / 2),
    purchases: logInterval(expected, purchasesDeviation, reach),
    both: logInterval(expected, Math.hypot(parametersDeviation, purchasesDeviation), reach),
  };
}

/** Σ Var(purchases), or of the money: E[N] within + E[N²] between + Var(N) mean² for each customer. */
function chanceVariance<Model extends DailyModel>(
  model: Model,
  customers: readonly (CustomerOf<Model> & Partial<Spending>)[],
  expected: Float64Array,
  days: number,
  spend: SpendModel | undefined,
): number {
  let sum = 0;
  customers.forEach((customer, i) => {
    const mean = expected[i]!;
    const square = secondMoment(purchaseDistribution<DailyModel>(model, customer, days), mean);
    const counted = Math.max(0, square - mean * mean);
    if (spend === undefined) {
      sum += counted;
      return;
    }
    assertSpending(customer as Spending);
    const { mean: each, between, within } = spendMoments(spend, customer as Spending);
    sum += counted * each * each + mean * within + square * between;
  });
  return sum;
}

/** E[N²] = Σ (2n − 1) P(N ≥ n); beyond what `p` holds, the rest of E[N] counts as if it came next. */
function secondMoment({ p, tail }: PurchaseDistribution, expected: number): number {
  let atLeast = tail;
  let square = 0;
  let counted = 0;
  for (let n = p.length; n >= 1; n--) {
    square += (2 * n - 1) * atLeast;
    counted += atLeast;
    atLeast += p[n - 1]!;
  }
  return square + (2 * p.length + 1) * Math.max(0, expected - counted);
}
