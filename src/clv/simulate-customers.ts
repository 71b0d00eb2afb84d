/** Customers drawn from a model: to test a fit, to plan, to teach. The same seed gives the same customers. */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { random as generator, randomUniform } from "../math/random.js";
import { type DateLike, dayOf } from "../transactions/day.js";
import type { PurchaseHistory } from "../transactions/history.js";
import type { Transaction } from "../transactions/ledger.js";
import { MS_PER_DAY } from "../transactions/zone.js";
import type { BgBb, OpportunityHistory } from "./bg-bb.js";
import { drawPurchases, type PurchaseModel } from "./model.js";
import { type SpendModel, spendDrawer } from "./spend.js";
import type { DailyModel } from "./value.js";

export interface CustomerSimulation {
  /** How many. */
  readonly customers: number;
  /**
   * How long each is watched from the first purchase on, in days (in opportunities under a BG/BB: whole numbers), or between
   * what and what (uniformly).
   */
  readonly days: number | readonly [shortest: number, longest: number];
  /** 1. */
  readonly seed?: number | string;
  /** Gives purchases their money; without it every purchase is 1. */
  readonly spend?: SpendModel;
}

/**
 * Transactions of newcomers to a model, customer by customer, as instants. All are watched until the same day: who is watched
 * for less begins later.
 *
 * @throws InvalidInputError for options that cannot be.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * const rows = simulatePurchases(model, { customers: 100, days: 365, from: "2026-01-01" });
 * rows[0].date; // => "2026-01-01T00:00:00.000Z"
 */
export function simulatePurchases(model: PurchaseModel, options: CustomerSimulation & { readonly from?: DateLike }): Transaction[] {
  const { from = "2024-01-01" } = options;
  const start = dayOf(from, "UTC", "from");
  const longest = Array.isArray(options.days) ? options.days[1] : options.days;
  const rows: Transaction[] = [];
  drawCustomers(model, options, (customer, days, times, spend) => {
    const first = start + longest - days;
    const add = (time: number): void => {
      rows.push({ customerId: String(customer + 1), date: new Date((first + time) * MS_PER_DAY).toISOString(), amount: spend() });
    };
    add(0);
    times.forEach(add);
  });
  return rows;
}

/**
 * Histories of newcomers to a model, with exact ages in fractions of days; of a BG/BB, over opportunities and without money.
 *
 * @throws InvalidInputError for options that cannot be.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * simulateHistories(model, { customers: 100, days: 365 }).length; // => 100
 */
export function simulateHistories(model: BgBb, options: CustomerSimulation): (OpportunityHistory & { readonly customerId: string })[];
export function simulateHistories(model: DailyModel, options: CustomerSimulation): PurchaseHistory[];
export function simulateHistories(
  model: PurchaseModel,
  options: CustomerSimulation,
): PurchaseHistory[] | (OpportunityHistory & { readonly customerId: string })[] {
  if (model.kind === "bg-bb") return opportunityHistories(model, options);
  const histories: PurchaseHistory[] = [];
  drawCustomers(model, options, (customer, age, times, spend) => {
    const first = spend();
    const amounts = times.map(spend);
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    const repeats = times.length;
    histories.push({
      customerId: String(customer + 1),
      repeats,
      lastPurchaseAge: times.at(-1) ?? 0,
      age,
      meanSpend: repeats > 0 ? total / repeats : undefined,
      meanSpendAll: (first + total) / (repeats + 1),
      totalSpend: first + total,
      sumLogGaps: times.reduce((sum, time, i) => sum + Math.log(time - (times[i - 1] ?? 0)), 0),
    });
  });
  return histories;
}

function opportunityHistories(model: BgBb, options: CustomerSimulation): (OpportunityHistory & { readonly customerId: string })[] {
  const histories: (OpportunityHistory & { readonly customerId: string })[] = [];
  drawCustomers(model, options, (customer, watched, times) => {
    const opportunities = Math.floor(watched);
    histories.push({ customerId: String(customer + 1), repeats: times.length, lastPurchaseOpportunity: times.at(-1) ?? 0, opportunities });
  });
  return histories;
}

function drawCustomers(
  model: PurchaseModel,
  { customers, days, seed = 1, spend }: CustomerSimulation,
  take: (customer: number, days: number, times: readonly number[], spend: () => number) => void,
): void {
  checkCount("customers", customers);
  const [shortest, longest] = Array.isArray(days) ? days : [days, days];
  if (!(Number.isFinite(shortest) && shortest >= 0 && shortest <= longest && Number.isFinite(longest))) {
    invalid("days", "a finite number, 0 or more, or two of them in ascending order", days);
  }
  const random = generator(seed);
  for (let customer = 0; customer < customers; customer++) {
    const watched = shortest === longest ? longest : randomUniform(random, shortest, longest);
    const times = drawPurchases(model, "newcomer", watched, random);
    take(customer, watched, times, spend === undefined ? () => 1 : spendDrawer(spend, random));
  }
}
