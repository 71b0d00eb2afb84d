/**
 * How sure the parameters are.
 *
 * - [1] Efron, B. & Hinkley, D. V. (1978). Assessing the accuracy of the maximum likelihood estimator: observed versus expected
 *   Fisher information. Biometrika 65(3).
 * - [2] Hanley, J. A. & MacGibbon, B. (2006). Creating non-parametric bootstrap samples using Poisson frequencies. Computer Methods
 *   and Programs in Biomedicine 83(1).
 */
import { FitError, InvalidInputError, invalid } from "../errors.js";
import { checkCount, checkInside } from "../math/checks.js";
import { cholesky } from "../math/linear.js";
import { normalQuantile } from "../math/normal.js";
import { random as generator, randomNormal, randomPoisson } from "../math/random.js";
import { checkCustomers } from "./customer-columns.js";
import type { FitReport } from "./fit.js";

/** A range that holds the truth in `level` of all cases. */
export type Interval = readonly [low: number, high: number];

/** What is read of a fitted model. */
export type Uncertain = Pick<FitReport, "standardErrors"> & {
  readonly kind: string;
  readonly params: object;
  readonly covariance?: FitReport["covariance"];
};

/** Parameters that are never 0 or less: their intervals are symmetric in the logarithm. Others (mu, coefficients) are as they are. */
const POSITIVE: ReadonlySet<string> = new Set([
  "r",
  "alpha",
  "a",
  "b",
  "s",
  "beta",
  "p",
  "q",
  "v",
  "k",
  "tau",
  "sigma",
  "gamma",
  "delta",
  "c",
]);

/**
 * Intervals of the parameters from the observed information [1], on the log scale, so that none reaches below 0. Undefined for a
 * parameter on its boundary, or known beforehand (k).
 *
 * @throws InvalidInputError for a model without standard errors and a `level` outside (0, 1).
 *
 * @example
 * const model = { kind: "nbd", params: { r: 0.5, alpha: 80 }, standardErrors: { r: 0.05, alpha: 9 } };
 * parameterIntervals(model).r.map((bound) => bound.toFixed(3)); // => ["0.411", "0.608"]
 */
export function parameterIntervals<Model extends Uncertain>(
  model: Model,
  options: { /** 0.95. */ readonly level?: number } = {},
): Record<keyof Model["params"], Interval | undefined> {
  const reach = normalReach(options.level);
  const errors = model.standardErrors as Readonly<Record<string, number | undefined>> | undefined;
  if (errors === undefined) invalid("model", "a fitted model, with standardErrors", model.kind);
  const intervals = Object.entries(model.params as Readonly<Record<string, number>>).map(([name, value]) => {
    const error = errors[name];
    if (error === undefined) return [name, undefined];
    if (!POSITIVE.has(name)) return [name, [value - reach * error, value + reach * error]];
    const factor = Math.exp((reach * error) / value);
    return [name, [value / factor, value * factor]];
  });
  return Object.fromEntries(intervals) as Record<keyof Model["params"], Interval | undefined>;
}

/**
 * Models as likely as the fitted one is uncertain: parameters from the normal distribution of their logarithms [1]. Give them to
 * `purchaseInterval` and `totalInterval`, or use `bootstrap` for a model on a boundary.
 *
 * @throws InvalidInputError for a model without a covariance (a parameter is on its boundary).
 *
 * @example
 * const customers = simulateHistories({ kind: "nbd", params: { r: 0.5, alpha: 80 } }, { customers: 500, days: 365 });
 * parameterDraws(fitNbd(customers), { draws: 100 }).length; // => 100
 */
export function parameterDraws<Model extends Uncertain>(
  model: Model,
  options: { /** 200. */ readonly draws?: number /** 1. */; readonly seed?: number | string } = {},
): Pick<Model, "kind" | "params">[] {
  const { draws = 200, seed = 1 } = options;
  checkCount("draws", draws, 1);
  const { names, values, covariance } = transformed(model);
  const lower = cholesky(covariance);
  if (lower === undefined) invalid("model.covariance", "positive definite; use bootstrap", model.covariance);
  const random = generator(seed);
  return Array.from({ length: draws }, () => {
    const z = names.map(() => randomNormal(random));
    const moved = names.map((name, i) => {
      const step = lower[i]!.reduce((sum, value, k) => sum + value * z[k]!, 0);
      return [name, POSITIVE.has(name) ? values[i]! * Math.exp(step) : values[i]! + step];
    });
    return { kind: model.kind, params: { ...model.params, ...Object.fromEntries(moved) } };
  });
}

/** Names, values and covariance of the estimated parameters: of the logarithms where they are positive. */
export function transformed(model: Uncertain): { names: string[]; values: number[]; covariance: number[][] } {
  const names = Object.keys(model.standardErrors ?? {});
  const params = model.params as Readonly<Record<string, number>>;
  const { covariance } = model;
  if (covariance === undefined || covariance.length !== names.length) {
    invalid("model", "a fitted model with a covariance; one on a boundary has none: give `draws` from bootstrap", model.kind);
  }
  const values = names.map((name) => params[name]!);
  const scales = names.map((name, i) => (POSITIVE.has(name) ? values[i]! : 1));
  return { names, values, covariance: covariance.map((row, i) => row.map((value, k) => value / (scales[i]! * scales[k]!))) };
}

/** A model with its estimated parameters moved by `steps`, in logarithms where they are positive. */
export function movedBy<Model extends Uncertain>(
  model: Model,
  names: readonly string[],
  values: readonly number[],
  steps: readonly number[],
): Model {
  const moved = names.map((name, i) => [name, POSITIVE.has(name) ? values[i]! * Math.exp(steps[i]!) : values[i]! + steps[i]!]);
  return { ...model, params: { ...model.params, ...Object.fromEntries(moved) } };
}

export interface BootstrapOptions<Customer> {
  /** How many samples. 200. */
  readonly repeats?: number;
  /** 1. */
  readonly seed?: number | string;
  /**
   * The fields that `learn` reads: customers equal in them are one row, and the work goes with rows. By default all that any model
   * reads; for a model of purchase timing name `repeats`, `lastPurchaseAge` and `age`.
   */
  readonly reads?: readonly (keyof Customer & string)[];
}

export interface Bootstrap<Model> {
  readonly models: readonly Model[];
  /** Samples without a maximum, or in which nobody is left to learn from, left out. */
  readonly failed: number;
}

const READS = ["repeats", "lastPurchaseAge", "age", "sumLogGaps", "meanSpend"];

/**
 * The same fit on samples of customers drawn with replacement: each customer counts as often as a Poisson(1) says [2].
 *
 * @throws InvalidInputError for no customers and options that cannot be.
 *
 * @example
 * const customers = simulateHistories({ kind: "nbd", params: { r: 0.5, alpha: 80 } }, { customers: 300, days: 365 });
 * const { models } = bootstrap(customers, fitNbd, { repeats: 10 });
 * models.length; // => 10
 */
export function bootstrap<Customer extends object, Model>(
  customers: readonly Customer[],
  learn: (customers: readonly Customer[], options: { readonly weights: Float64Array }) => Model,
  options: BootstrapOptions<Customer> = {},
): Bootstrap<Model> {
  const { repeats = 200, seed = 1, reads = READS } = options;
  checkCount("repeats", repeats, 1);
  checkCustomers(customers);
  const counts = new Map<string, { customer: Customer; count: number }>();
  for (const customer of customers) {
    const key = reads.map((field) => (customer as Readonly<Record<string, unknown>>)[field]).join("|");
    const row = counts.get(key);
    if (row === undefined) counts.set(key, { customer, count: 1 });
    else row.count++;
  }
  const rows = [...counts.values()];
  const distinct = rows.map(({ customer }) => customer);
  const random = generator(seed);
  const models: Model[] = [];
  let isSound = false;
  for (let i = 0; i < repeats; i++) {
    const weights = Float64Array.from(rows, ({ count }) => randomPoisson(random, count));
    try {
      if (weights.some((weight) => weight > 0)) models.push(learn(distinct, { weights }));
    } catch (error) {
      if (error instanceof InvalidInputError) {
        // the customers themselves may be at fault: then this throws too
        if (!isSound) learn(distinct, { weights: Float64Array.from(rows, ({ count }) => count) });
        isSound = true;
      } else if (!(error instanceof FitError)) throw error;
    }
  }
  return { models, failed: repeats - models.length };
}

/** How many standard deviations reach to both sides. */
export function normalReach(level = 0.95): number {
  checkInside("level", level);
  return -normalQuantile((1 - level) / 2);
}
