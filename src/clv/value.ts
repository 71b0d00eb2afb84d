/**
 * Customer lifetime value by its parts: purchases × money per purchase × margin, period by period, discounted, and what was
 * earned already beside it.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer base analysis.
 *   Journal of Marketing Research 42(4), 415–430: value as purchases × spend.
 * - [2] Davidson-Pilon, C. (2015–2020). lifetimes, `customer_lifetime_value`: periods of 30 days, each discounted at its end.
 */
import { invalid } from "../errors.js";
import { checkNotNegative, checkPositive } from "../math/checks.js";
import { type CustomerOf, expectationOf, type PurchaseModel } from "./model.js";
import { expectedSpend, type SpendModel } from "./spend.js";
import type { Spending, Timing } from "./timing.js";

/** The models whose time is counted in days. */
export type DailyModel = { [Kind in PurchaseModel["kind"]]: DailyModelOf<Extract<PurchaseModel, { kind: Kind }>> }[PurchaseModel["kind"]];

type DailyModelOf<Model extends PurchaseModel> = CustomerOf<Model> extends Timing ? Model : never;

/** A model of how often customers buy, and one of how much they spend on a purchase. */
export interface ValueModels<Model extends DailyModel = DailyModel> {
  readonly purchases: Model;
  readonly spend: SpendModel;
}

/** A purchase history; without `totalSpend` the past is not known, so `historic` and `total` are undefined. */
export type ValuedCustomer<Model extends DailyModel = DailyModel> = CustomerOf<Model> & Spending & { readonly totalSpend?: number };

/** One number for all, or one for each customer: `(customer) => MARGINS[customer.country]`. */
export type PerCustomer<Customer> = number | ((customer: Customer, index: number) => number);

export interface ValueOptions<Customer = ValuedCustomer> {
  /** How far to look ahead. */
  readonly days: number;
  /** 0.1 is 10 % a year (of 365 days); 0, the default, discounts nothing. */
  readonly annualDiscountRate?: PerCustomer<Customer>;
  /** Share of the money that is earned, usually the gross margin; 1, the default, values revenue. */
  readonly margin?: PerCustomer<Customer>;
  /** Money that each purchase costs besides (postage, handling), after the margin. 0. */
  readonly cost?: PerCustomer<Customer>;
  /** Length of a period: the purchases in it are discounted at its end. The last may be shorter. 30; fractions are legal. */
  readonly stepDays?: number;
}

/** The parts of a customer's value, in the money of the data. */
export interface LifetimeValue {
  /** Earned so far: margin × money − cost × purchases. Undefined when the customer's `totalSpend` is not given. */
  readonly historic: number | undefined;
  /** In the horizon. */
  readonly expectedPurchases: number;
  /** Money of one future purchase, before margin and cost. Without repeats it is the mean of all customers. */
  readonly expectedSpend: number;
  /** (margin × expectedSpend − cost) × expectedPurchases. */
  readonly undiscounted: number;
  /** The same, each period discounted at its end. */
  readonly discounted: number;
  /** historic + discounted. */
  readonly total: number | undefined;
}

/**
 * The value of one customer. With `stepDays` 30 and `annualDiscountRate` = (1 + monthly rate)^(365 / 30) − 1 it is the figure
 * of lifetimes [2] on daily data; on weeks lifetimes' month is 4.345 weeks, `stepDays` 30.415.
 *
 * @throws InvalidInputError for customers, models and options that cannot be, and for a spend model without a mean over all
 * customers (Gamma-Gamma with q ≤ 1) where that mean is needed.
 *
 * @example
 * const purchases = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * const spend = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * const customer = { repeats: 2, lastPurchaseAge: 213, age: 272, meanSpend: 22.35, totalSpend: 74.03 };
 * const value = lifetimeValue({ purchases, spend }, customer, { days: 365, annualDiscountRate: 0.1, margin: 0.3 });
 * Math.round(value.historic); // => 22
 * Math.round(value.undiscounted); // => 12
 * value.total === value.historic + value.discounted; // => true
 */
export function lifetimeValue<Model extends DailyModel, Customer extends ValuedCustomer<Model>>(
  models: ValueModels<Model>,
  customer: Customer,
  options: ValueOptions<Customer>,
): LifetimeValue {
  return valuer(models, options)(customer, 0);
}

/**
 * The value of each of many customers, in their order.
 *
 * @throws as `lifetimeValue`.
 *
 * @example
 * const purchases = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * const spend = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * const customers = [
 *   { repeats: 2, lastPurchaseAge: 213, age: 272, meanSpend: 22.35, country: "FR" },
 *   { repeats: 0, lastPurchaseAge: 0, age: 272, meanSpend: undefined, country: "DE" },
 * ];
 * const margins = { FR: 0.3, DE: 0.25 };
 * const values = lifetimeValues({ purchases, spend }, customers, { days: 90, margin: ({ country }) => margins[country] });
 * values.map(({ undiscounted }) => undiscounted.toFixed(2)); // => ["3.35", "0.61"]
 */
export function lifetimeValues<Model extends DailyModel, Customer extends ValuedCustomer<Model>>(
  models: ValueModels<Model>,
  customers: readonly Customer[],
  options: ValueOptions<Customer>,
): LifetimeValue[] {
  return customers.map(valuer(models, options));
}

/** What is the same for all customers is read once. */
function valuer<Model extends DailyModel, Customer extends ValuedCustomer<Model>>(
  { purchases, spend }: ValueModels<Model>,
  options: ValueOptions<Customer>,
): (customer: Customer, index: number) => LifetimeValue {
  if (typeof options !== "object" || options === null) invalid("options", "an object with at least `days`", options);
  const { days, stepDays = 30, annualDiscountRate = 0, margin: shareEarned = 1, cost: perPurchase = 0 } = options;
  if ((purchases as { kind?: string } | null)?.kind === "bg-bb")
    invalid("purchases", "a model in days: a BG/BB counts opportunities", "bg-bb");
  const ends = stepEnds(days, stepDays);
  const rateOf = perCustomer("annualDiscountRate", annualDiscountRate, 0, Number.MAX_VALUE);
  const marginOf = perCustomer("margin", shareEarned, 0, 1);
  const costOf = perCustomer("cost", perPurchase, 0, Number.MAX_VALUE);
  const factors = new Float64Array(ends.length);
  let factorsAt = Number.NaN;

  return (customer, index) => {
    const rate = rateOf(customer, index);
    const margin = marginOf(customer, index);
    const cost = costOf(customer, index);
    if (rate !== factorsAt) {
      const delta = Math.log1p(rate) / 365;
      for (let k = 0; k < ends.length; k++) factors[k] = Math.exp(-delta * ends[k]!);
      factorsAt = rate;
    }
    const { repeats, totalSpend } = customer;
    const money = expectedSpend(spend, customer);
    if (money === undefined) withoutMean(spend, index);
    const expectation = expectationOf<DailyModel>(purchases, customer);
    let expected = 0;
    let discounted = 0;
    if (rate === 0) {
      expected = expectation(days);
      discounted = expected;
    } else {
      for (let k = 0; k < ends.length; k++) {
        const next = expectation(ends[k]!);
        discounted += factors[k]! * Math.max(0, next - expected);
        expected = next;
      }
    }
    const earned = margin * money - cost;
    const historic = totalSpend === undefined ? undefined : margin * checkedMoney(totalSpend, index) - cost * (repeats + 1);
    return {
      historic,
      expectedPurchases: expected,
      expectedSpend: money,
      undiscounted: earned * expected,
      discounted: earned * discounted,
      total: historic === undefined ? undefined : historic + earned * discounted,
    };
  };
}

/** The end of each period, the last at `days`. A rest of less than a billionth of a period is rounding. */
function stepEnds(days: number, stepDays: number): Float64Array {
  checkNotNegative("days", days, "number of days");
  checkPositive("stepDays", stepDays, "number of days");
  const steps = Math.ceil(days / stepDays - 1e-9);
  if (steps > MOST_STEPS) invalid("stepDays", `long enough for at most ${MOST_STEPS} periods in ${days} days`, stepDays);
  return Float64Array.from({ length: steps }, (_, k) => (k + 1 === steps ? days : (k + 1) * stepDays));
}

const MOST_STEPS = 100_000;

function perCustomer<Customer>(
  field: string,
  given: PerCustomer<Customer>,
  least: number,
  most: number,
): (customer: Customer, index: number) => number {
  const expected = most === 1 ? "between 0 and 1" : "a finite number, 0 or more";
  const checked = (value: number, row: number): number =>
    typeof value === "number" && value >= least && value <= most ? value : invalid(field, expected, value, row);
  if (typeof given === "function") return (customer, index) => checked(given(customer, index), index);
  const value = checked(given, -1);
  return () => value;
}

function checkedMoney(totalSpend: number, row: number): number {
  return Number.isFinite(totalSpend) ? totalSpend : invalid("totalSpend", "a finite number", totalSpend, row);
}

function withoutMean({ kind, params }: SpendModel, row: number): never {
  return invalid("spend", "a model whose mean is finite; fitLogNormalSpend always has one", `${kind} ${JSON.stringify(params)}`, row);
}
