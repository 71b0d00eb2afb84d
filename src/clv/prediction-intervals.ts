/**
 * How sure a forecast is. Two things make it unsure, and they are kept apart: the parameters are estimates, and customers with
 * known parameters still buy at random. With more data the first goes away, the second never does.
 */
import { invalid } from "../errors.js";
import { around, deviation, spread } from "./delta-method.js";
import { type CustomerOf, expectedPurchases, type PurchaseDistribution, purchaseDistribution } from "./model.js";
import { type Interval, normalReach, parameterDraws, type Uncertain } from "./uncertainty.js";
import type { DailyModel } from "./value.js";

export interface IntervalOptions<Model> {
  /** 0.95. */
  readonly level?: number;
  /** Models that stand for the uncertainty of the parameters, from `bootstrap` or `parameterDraws`; else the delta method. */
  readonly draws?: readonly Pick<Model, keyof Model & ("kind" | "params")>[];
  /** Of the draws that are made where none are given. 1. */
  readonly seed?: number | string;
}

export interface ForecastInterval {
  readonly expected: number;
  /** Where the expectation itself may be: from the parameters alone. */
  readonly parameters: Interval;
  /** Where the outcome may be were the parameters known: from chance alone. */
  readonly purchases: Interval;
  /** Where the outcome may be. */
  readonly both: Interval;
}

/**
 * The purchases of one customer in the days ahead. `purchases` and `both` are whole numbers, so they hold the outcome with at
 * least `level`.
 *
 * @throws InvalidInputError for customers and options that cannot be, and for a model on a boundary when no `draws` are given.
 *
 * @example
 * const customers = simulateHistories({ kind: "nbd", params: { r: 0.5, alpha: 80 } }, { customers: 500, days: 365 });
 * const { both } = purchaseInterval(fitNbd(customers), { repeats: 9, lastPurchaseAge: 350, age: 365 }, 365);
 * both; // => [2, 16]
 */
export function purchaseInterval<Model extends DailyModel & Uncertain>(
  model: Model,
  customer: CustomerOf<Model> | "newcomer",
  days: number,
  options: IntervalOptions<Model> = {},
): ForecastInterval {
  const { level = 0.95 } = options;
  const share = (1 - level) / 2;
  normalReach(level);
  const expectation = (of: DailyModel): number => expectedPurchases<DailyModel>(of, customer, days);
  const draws = (options.draws ?? parameterDraws(model, { seed: options.seed ?? 1 })) as readonly DailyModel[];
  if (draws.length === 0) invalid("draws", "an array with at least one model", draws);
  const own = purchaseDistribution<DailyModel>(model, customer, days);
  const mixed = mixture(draws.map((draw) => purchaseDistribution<DailyModel>(draw, customer, days)));
  const expected = expectation(model);
  return {
    expected,
    parameters:
      options.draws === undefined ? around(expected, deviation(model, expectation), level) : spread(draws.map(expectation), share),
    purchases: [quantileOf(own, share), quantileOf(own, 1 - share)],
    both: [quantileOf(mixed, share), quantileOf(mixed, 1 - share)],
  };
}

function mixture(distributions: readonly PurchaseDistribution[]): PurchaseDistribution {
  const p = new Float64Array(Math.max(...distributions.map((distribution) => distribution.p.length)));
  let tail = 0;
  for (const distribution of distributions) {
    distribution.p.forEach((share, n) => {
      p[n]! += share / distributions.length;
    });
    tail += distribution.tail / distributions.length;
  }
  return { p, tail };
}

/** The smallest n with P(N ≤ n) ≥ share; what lies in the tail is given as its beginning. */
function quantileOf({ p }: PurchaseDistribution, share: number): number {
  let sum = 0;
  for (let n = 0; n < p.length; n++) {
    sum += p[n]!;
    if (sum >= share) return n;
  }
  return p.length;
}
