/**
 * A whole shop, drawn at random from known parameters: what a model learns from it can be held against the truth.
 * [1] Timing: BG/NBD (Fader, Hardie & Lee 2005): purchases Poisson(λ) while alive, λ ~ Gamma(r, rate α); after each repeat
 *     purchase the customer leaves with probability p ~ Beta(a, b). Season and trend stretch time, they change no parameter.
 * [2] Spend: gamma-gamma (Fader & Hardie 2013): an order is Gamma(p, rate ν), ν ~ Gamma(q, rate v).
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { type Random, random, randomBeta, randomExponential, randomGamma, randomPoisson } from "../math/random.js";
import { civilDay, type DateLike, dayOf, isoDay } from "../transactions/day.js";
import type { Transaction } from "../transactions/ledger.js";
import { checkShop, type Shop } from "./shop.js";

/** How much is drawn. */
export interface SimulationOptions {
  readonly customers: number;
  /** First day; defaults to "2025-01-01". */
  readonly from?: DateLike;
  /** Days simulated. */
  readonly days: number;
  /** First purchases fall in the first so many days; defaults to `days`. */
  readonly arrivals?: number;
  /** Defaults to 1. The same seed draws the same shop. */
  readonly seed?: number | string;
}

const DAYS_PER_YEAR = 365;
const LONGEST_RETURN = 14;
const FIRST_DAY = civilDay(1, 1, 1);
const LAST_DAY = civilDay(9999, 12, 31);

/**
 * Order lines of a simulated shop in the order of time: dates as wall-clock text, money in whole cents, with order,
 * product, category, channel, quantity, discount and cost.
 *
 * @throws InvalidInputError for parameters or sizes out of range.
 *
 * @example
 * const rows = simulateShop(EXAMPLE_SHOP, { customers: 200, days: 365, seed: 7 });
 * new Set(rows.map((row) => row.customerId)).size; // => 200
 */
export function simulateShop(
  shop: Shop,
  { customers, from = "2025-01-01", days, arrivals = days, seed = 1 }: SimulationOptions,
): Transaction[] {
  checkShop(shop);
  checkCount("customers", customers, 1);
  checkCount("days", days, 1);
  checkCount("arrivals", arrivals, 1);
  if (arrivals > days) invalid("arrivals", `at most days (${days})`, arrivals);
  const start = dayOf(from, "UTC", "from");
  if (start < FIRST_DAY || start + days + LONGEST_RETURN > LAST_DAY)
    invalid("from", "a day that keeps the shop within the years 1 to 9999", from);
  const calendar = operationalTime(shop, start, days);
  const draw = random(seed);
  const lines: Line[] = [];
  for (let c = 1; c <= customers; c++) {
    const customerId = `C${String(c).padStart(String(customers).length, "0")}`;
    const { q, v } = shop.spend.params;
    const spendRate = randomGamma(draw, q, v);
    for (const time of purchaseTimes(shop, calendar, arrivals, draw)) drawOrder(shop, customerId, time, spendRate, draw, lines);
  }
  const kept = lines.filter(({ time }) => time < days).sort((a, b) => a.time - b.time || a.order - b.order || a.line - b.line);
  const orders = new Map<number, string>();
  return kept.map(({ time, order, row }) => {
    if (!orders.has(order)) orders.set(order, `O${orders.size + 1}`);
    return { ...row, date: wallClock(start, time), orderId: orders.get(order)! };
  });
}

interface Line {
  readonly time: number;
  readonly order: number;
  readonly line: number;
  readonly row: Omit<Transaction, "date" | "orderId">;
}

/** Cumulative demand at the start of each day: a day of a busy month is longer than one of a quiet one. */
function operationalTime(shop: Shop, start: number, days: number): Float64Array {
  const mean = shop.season.reduce((sum, level) => sum + level, 0) / 12;
  const cumulative = new Float64Array(days + 1);
  for (let day = 0; day < days; day++) {
    const month = Number(isoDay(start + day).slice(5, 7));
    const level = (shop.season[month - 1]! / mean) * (1 + shop.yearlyTrend) ** (day / DAYS_PER_YEAR);
    cumulative[day + 1] = cumulative[day]! + level;
  }
  return cumulative;
}

/** Calendar time at which demand has run up to a level; infinite when it never does. */
function calendarTime(cumulative: Float64Array, level: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  if (level >= cumulative[high]!) return Number.POSITIVE_INFINITY;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! <= level) low = middle;
    else high = middle;
  }
  return low + (level - cumulative[low]!) / (cumulative[high]! - cumulative[low]!);
}

/** [1] in operational time, told in calendar days since the start. */
function purchaseTimes(shop: Shop, calendar: Float64Array, arrivals: number, draw: Random): number[] {
  const { r, alpha, a, b } = shop.purchases.params;
  let level = draw() * calendar[arrivals]!;
  const rate = randomGamma(draw, r, alpha);
  const leave = randomBeta(draw, a, b);
  const times: number[] = [];
  for (;;) {
    const time = calendarTime(calendar, level);
    if (time === Number.POSITIVE_INFINITY) return times;
    times.push(time);
    if (times.length > 1 && draw() < leave) return times;
    level += randomExponential(draw, rate);
  }
}

/** One order: its money by [2], shared out over lines in whole cents, some of which come back. */
function drawOrder(shop: Shop, customerId: string, time: number, spendRate: number, draw: Random, lines: Line[]): void {
  const order = lines.length;
  const money = Math.max(1, Math.round(100 * randomGamma(draw, shop.spend.params.p, spendRate)));
  const count = 1 + Math.min(randomPoisson(draw, shop.extraLines), money - 1);
  const shares = Array.from({ length: count }, () => randomExponential(draw));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const channel = pick(Object.entries(shop.channels), ([, share]) => share, draw)[0];
  const off = draw() < shop.discount.share ? shop.discount.rate : 0;
  let spent = 0;
  for (let line = 0; line < count; line++) {
    const left = count - line - 1;
    const share = Math.min(money - spent - left, Math.max(1, Math.round((money * shares[line]!) / total)));
    const cents = left === 0 ? money - spent : share;
    spent += cents;
    const category = pick(shop.categories, ({ popularity }) => popularity, draw);
    const quantity = 1 + randomPoisson(draw, 0.3);
    const row = {
      customerId,
      amount: cents / 100,
      productId: `${category.name}-${1 + Math.floor(draw() * category.products)}`,
      category: category.name,
      channel,
      quantity,
      discount: Math.round((cents * off) / (1 - off)) / 100,
      cost: Math.round(cents * category.costShare) / 100,
    };
    lines.push({ time, order, line, row });
    if (draw() < shop.refundRate) {
      const back = { ...row, amount: -row.amount, quantity: -quantity, discount: 0, cost: -row.cost };
      lines.push({ time: time + 1 + Math.floor(draw() * LONGEST_RETURN), order, line, row: back });
    }
  }
}

function pick<T>(choices: readonly T[], weight: (choice: T) => number, draw: Random): T {
  let left = draw() * choices.reduce((sum, choice) => sum + weight(choice), 0);
  return choices.find((choice) => (left -= weight(choice)) < 0) ?? choices.at(-1)!;
}

function wallClock(start: number, time: number): string {
  const minutes = Math.floor((time - Math.floor(time)) * 1440);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${isoDay(start + Math.floor(time))}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
