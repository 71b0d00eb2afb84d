/**
 * Values under the names that users of CRM tools know.
 *
 * - [1] Klaviyo, "Understanding predictive analytics": historic, predicted and total customer lifetime value, churn probability,
 *   average time between orders, expected date of next order.
 */
import { type DateLike, dayOf, isoDay } from "../transactions/day.js";
import type { PurchaseHistory } from "../transactions/history.js";
import { type CustomerOf, probabilityOfPurchase } from "./model.js";
import { type DailyModel, lifetimeValues, type ValuedCustomer, type ValueModels, type ValueOptions } from "./value.js";

export interface ValueTableOptions<Customer> extends Omit<ValueOptions<Customer>, "days"> {
  /** The day at which the histories end: `expectedDateOfNextOrder` counts from it. */
  readonly asOf: DateLike;
  /** 365. */
  readonly days?: number;
  /** Of `asOf`, where it is an instant. "UTC". */
  readonly timeZone?: string;
}

/** One customer in the vocabulary of [1]. Money is margin × money − cost × orders, as in `lifetimeValue`: revenue by default. */
export interface CustomerValue {
  readonly customerId: string;
  readonly historicClv: number;
  /** In the coming year, or `days`; discounted when a rate is given. */
  readonly predictedClv: number;
  readonly totalClv: number;
  readonly historicNumberOfOrders: number;
  readonly predictedNumberOfOrders: number;
  /** Money per order so far, the first included. */
  readonly averageOrderValue: number;
  /** Undefined for a single order. */
  readonly averageDaysBetweenOrders: number | undefined;
  /**
   * P(no order in the horizon). Not 1 − P(alive): in BG/NBD that is 0 for everybody who ordered once, however long ago, so that
   * it ranks leavers worse than chance; and "alive" may mean one order in ten years. No order in a year is what can be seen.
   */
  readonly churnProbability: number;
  /** The day by which the next order is as likely as not to have come; undefined when none ever is likelier, or it is a century away. */
  readonly expectedDateOfNextOrder: string | undefined;
}

/**
 * Past, future and next order of each customer.
 *
 * @throws InvalidInputError as `lifetimeValue`, and for an `asOf` that is no date.
 *
 * @example
 * const purchases = { kind: "mbg-nbd", params: { r: 0.525, alpha: 43.28, a: 0.891, b: 1.614 } };
 * const spend = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
 * const orders = ["2026-01-01", "2026-02-01", "2026-03-01"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * const asOf = "2026-03-31";
 * const [ann] = customerValueTable({ purchases, spend }, purchaseHistories(orders, { asOf }), { asOf });
 * ann.historicClv; // => 60
 * ann.averageDaysBetweenOrders; // => 29.5
 * ann.expectedDateOfNextOrder; // => "2026-07-01"
 */
export function customerValueTable<Model extends DailyModel, Customer extends ValuedCustomer<Model> & PurchaseHistory>(
  models: ValueModels<Model>,
  customers: readonly Customer[],
  options: ValueTableOptions<Customer>,
): CustomerValue[] {
  const { asOf, days = 365, timeZone = "UTC", ...rest } = options;
  const today = dayOf(asOf, timeZone, "asOf");
  const { purchases }: ValueModels = models;
  const values = lifetimeValues(models, customers, { ...rest, days });
  return customers.map((customer, i) => {
    const { historic, expectedPurchases, discounted, total } = values[i]!;
    const { repeats } = customer;
    const nextDay = likelyDay(purchases, customer);
    return {
      customerId: customer.customerId,
      historicClv: historic!,
      predictedClv: discounted,
      totalClv: total!,
      historicNumberOfOrders: repeats + 1,
      predictedNumberOfOrders: expectedPurchases,
      averageOrderValue: customer.meanSpendAll,
      averageDaysBetweenOrders: repeats > 0 ? customer.lastPurchaseAge / repeats : undefined,
      churnProbability: Math.max(0, 1 - probabilityOfPurchase<DailyModel>(purchases, customer, days)),
      expectedDateOfNextOrder: nextDay === undefined ? undefined : isoDay(today + nextDay),
    };
  });
}

const CENTURY = 36_500;

/** The first day by whose end a purchase is as likely as not, as `nextPurchase`'s median rounded up; undefined beyond a century. */
function likelyDay(model: DailyModel, customer: CustomerOf<DailyModel>): number | undefined {
  const isLikely = (day: number): boolean => probabilityOfPurchase<DailyModel>(model, customer, day) >= 0.5;
  if (!isLikely(CENTURY)) return undefined;
  let low = 0;
  let high = 32;
  while (high < CENTURY && !isLikely(high)) {
    low = high;
    high = Math.min(CENTURY, 2 * high);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isLikely(middle)) high = middle;
    else low = middle;
  }
  return high;
}
