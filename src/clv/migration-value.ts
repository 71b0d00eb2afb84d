/**
 * Customers who come and go between states: value by a Markov chain.
 *
 * [1] Pfeifer, P. E., & Carraway, R. L. (2000). Modeling customer relationships as Markov chains. Journal of Interactive Marketing
 *     14(2), 43-55.
 */
import { invalid } from "../errors.js";
import { checkCount, checkNotNegative, checkNumber, checkPositive } from "../math/checks.js";
import { type Matrix, solveLinear } from "../math/linear.js";
import { type DateLike, dayOf } from "../transactions/day.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { type PeriodDiscount, periodDiscountRate } from "./period.js";

export interface MigrationTerms extends PeriodDiscount {
  /** Row i, column j: the share that goes from state i to state j in a period. Rows sum to 1, or to less when some leave for good. */
  readonly transitions: Matrix;
  /** R: money of a period in each state, costs taken off; it comes at the beginning, so that today's is not discounted. */
  readonly rewards: readonly number[];
}

/**
 * What a customer in each state is worth: (I − P / (1 + d))⁻¹ R, or over a number of periods after today's Σ (P / (1 + d))ᵏ R [1].
 *
 * @param options.periods how many periods to look ahead; without it, for ever
 * @throws InvalidInputError for a matrix that is not square or whose rows are no shares; for ever only with a positive discount
 * rate, or where everybody leaves at last
 * @example
 * migrationValue({
 *   transitions: [[0.3, 0.7, 0, 0, 0], [0.2, 0, 0.8, 0, 0], [0.15, 0, 0, 0.85, 0], [0.05, 0, 0, 0, 0.95], [0, 0, 0, 0, 1]],
 *   rewards: [36, -4, -4, -4, 0],
 *   annualDiscountRate: 0.2,
 * }).map((value) => value.toFixed(3));
 * // => ["52.320", "5.554", "1.251", "-1.820", "0.000"]
 */
export function migrationValue(terms: MigrationTerms, options: { readonly periods?: number } = {}): number[] {
  const discounted = discountedShares(terms);
  const { rewards } = terms;
  if (options.periods === undefined) return valuesOf(discounted, rewards);
  checkCount("periods", options.periods);
  let values = rewards.slice();
  for (let k = 0; k < options.periods; k++) values = rewards.map((reward, i) => reward + dot(discounted[i]!, values));
  return values;
}

export interface StopRule {
  /** Value of each state when the best is done. */
  readonly values: readonly number[];
  /** Whether it pays to go on (to mail again) in each state. */
  readonly goOn: readonly boolean[];
}

/**
 * In which states to stop spending on a customer, and what each is worth then: the best of stopping, for `stopValue`, and of
 * going on. Found by policy iteration, so that no other rule is better in any state.
 *
 * @param options.stopValue what a customer is worth who is let go; 0
 * @throws InvalidInputError as `migrationValue`
 * @example
 * const { values, goOn } = migrationStopRule({
 *   transitions: [[0.3, 0.7, 0, 0, 0], [0.2, 0, 0.8, 0, 0], [0.15, 0, 0, 0.85, 0], [0.05, 0, 0, 0, 0.95], [0, 0, 0, 0, 1]],
 *   rewards: [36, -4, -4, -4, 0],
 *   annualDiscountRate: 0.2,
 * });
 * values.map((value) => value.toFixed(3));
 * // => ["53.149", "6.621", "2.644", "0.000", "0.000"]
 * goOn;
 * // => [true, true, true, false, false]
 */
export function migrationStopRule(terms: MigrationTerms, options: { readonly stopValue?: number } = {}): StopRule {
  const { stopValue = 0 } = options;
  checkNumber("stopValue", stopValue);
  const discounted = discountedShares(terms);
  const { rewards } = terms;
  let goOn = rewards.map(() => false);
  for (;;) {
    const shares = discounted.map((row, i) => (goOn[i] ? row : row.map(() => 0)));
    const values = valuesOf(
      shares,
      rewards.map((reward, i) => (goOn[i] ? reward : stopValue)),
    );
    const better = rewards.map((reward, i) => {
      const going = reward + dot(discounted[i]!, values);
      return goOn[i] ? going > stopValue : going > stopValue + 1e-12 * Math.max(1, Math.abs(going), Math.abs(stopValue));
    });
    if (better.every((go, i) => go === goOn[i])) return { values, goOn };
    goOn = better;
  }
}

export interface RecencyMigration {
  /** counts[i][j]: how often a customer in state i was in state j a period later. State 0 bought in the last period, 1 in the one before, … */
  readonly counts: readonly (readonly number[])[];
  /** The same as shares after smoothing. */
  readonly transitions: readonly (readonly number[])[];
  /** Customers in each state at `asOf`. */
  readonly customers: readonly number[];
  /** Mean money of a customer in a period with a purchase: the gross reward of state 0. Undefined without any purchase. */
  readonly spendPerBuyingPeriod: number | undefined;
}

/**
 * The chain of [1] from a ledger: the state is the number of periods since the last purchase, `states` − 1 and more in the last.
 * Periods are counted back from `asOf`, which is the last day of one. Two moves are possible from each state, to buy and not to
 * buy, and `smoothing` is added to the count of both (Laplace), so that nothing seen never means nothing possible.
 *
 * @param options.periodDays length of a period; 365
 * @param options.states 5
 * @param options.smoothing 1
 * @param options.lapsedReturn whether the last state can be left again (default), or is final, as in [1]
 * @throws InvalidInputError for bad rows, an `asOf` that is no date and numbers out of range
 * @example
 * const orders = ["2025-01-10", "2025-02-10", "2025-04-10"].map((date) => ({ customerId: "ann", date, amount: 10 }));
 * const { counts, transitions } = recencyMigration(orders, { asOf: "2025-04-30", periodDays: 30, states: 3 });
 * counts;
 * // => [[1, 1, 0], [1, 0, 0], [0, 0, 0]]
 * transitions[0];
 * // => [0.5, 0.5, 0]
 */
export function recencyMigration(
  purchases: Purchases,
  options: {
    readonly asOf: DateLike;
    readonly periodDays?: number;
    readonly states?: number;
    readonly smoothing?: number;
    readonly lapsedReturn?: boolean;
  },
): RecencyMigration {
  const { periodDays = 365, states = 5, smoothing = 1, lapsedReturn = true } = options;
  checkPositive("periodDays", periodDays, "number of days");
  checkCount("states", states, 2);
  checkNotNegative("smoothing", smoothing);
  const { customerIds, offsets, days, amounts, purchase, options: door } = asGrouped(purchases);
  const last = dayOf(options.asOf, door?.timeZone, "asOf");
  const counts = Array.from({ length: states }, () => new Array<number>(states).fill(0));
  const customers = new Array<number>(states).fill(0);
  let spend = 0;
  let buyingPeriods = 0;
  const stay = (state: number): number => Math.min(state + 1, states - 1);
  for (let c = 0; c < customerIds.length; c++) {
    let period: number | undefined;
    let state = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
      if (!purchase[row]) continue;
      const ago = Math.floor((last - days[row]!) / periodDays);
      spend += amounts[row]!;
      if (ago === period) continue;
      buyingPeriods++;
      if (period !== undefined) {
        for (; period > ago + 1; period--, state = stay(state)) counts[state]![stay(state)]! += 1;
        counts[state]![0]! += 1;
      }
      period = ago;
      state = 0;
    }
    if (period === undefined) continue;
    for (; period > 0; period--, state = stay(state)) counts[state]![stay(state)]! += 1;
    customers[state]! += 1;
  }
  const transitions = counts.map((row, i) => {
    if (i === states - 1 && !lapsedReturn) return row.map((_, j) => (j === i ? 1 : 0));
    const total = row[0]! + row[stay(i)]! + 2 * smoothing;
    return row.map((count, j) => (j !== 0 && j !== stay(i) ? 0 : total === 0 ? 0.5 : (count + smoothing) / total));
  });
  return { counts, transitions, customers, spendPerBuyingPeriod: buyingPeriods === 0 ? undefined : spend / buyingPeriods };
}

function discountedShares(terms: MigrationTerms): number[][] {
  const { transitions, rewards } = terms;
  const n = rewards.length;
  if (n === 0 || transitions.length !== n) invalid("transitions", `one row for each of the ${n} rewards`, transitions);
  rewards.forEach((reward, i) => {
    if (!Number.isFinite(reward)) invalid("rewards", "finite numbers", reward, i);
  });
  const d = periodDiscountRate(terms);
  return transitions.map((row, i) => {
    const sum = row.reduce((total, share) => total + share, 0);
    if (row.length !== n || !row.every((share) => Number.isFinite(share) && share >= 0 && share <= 1) || !(sum <= 1 + 1e-9))
      invalid("transitions", `rows of ${n} shares that sum to 1 at most`, row, i);
    return row.map((share) => share / (1 + d));
  });
}

/** The discounted rewards for ever. A chain that does not lose value gives values without a sign of it, so they are put to the test. */
function valuesOf(discounted: Matrix, rewards: readonly number[]): number[] {
  const system = discounted.map((row, i) => row.map((share, j) => (i === j ? 1 : 0) - share));
  const values = solveLinear(system, rewards);
  const times = solveLinear(
    system,
    rewards.map(() => 1),
  );
  if (values === undefined || times === undefined || !times.every((time) => time >= 1 - 1e-9 && time < 1e12))
    return invalid("annualDiscountRate", "positive where customers never leave (or give `periods`)", "a value that is infinite");
  return values;
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0);
}
