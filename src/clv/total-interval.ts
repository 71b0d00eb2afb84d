/** All that a list of customers will buy, or spend, and how sure that is: parameters and chance apart, as for one customer. */
import { invalid } from "../errors.js";
import { random as generator, randomNormal } from "../math/random.js";
import { checkCustomers } from "./customer-columns.js";
import { around, deviation, logInterval, spread } from "./delta-method.js";
import { type CustomerOf, expectedPurchases, type PurchaseDistribution, purchaseDistribution } from "./model.js";
import type { ForecastInterval, IntervalOptions } from "./prediction-intervals.js";
import { expectedSpend, type SpendModel } from "./spend.js";
import { spendMoments } from "./spend-moments.js";
import { assertSpending } from "./spending.js";
import type { Spending } from "./timing.js";
import { type Buyer, drawnTotals } from "./total-draws.js";
import { type Interval, normalReach, type Uncertain } from "./uncertainty.js";
import type { DailyModel } from "./value.js";

export interface TotalInterval extends ForecastInterval {
  /** Standard deviation from the parameters. */
  readonly parametersDeviation: number;
  /** Standard deviation from chance; undefined where it is infinite (Gamma-Gamma with p x + q ≤ 2 for somebody). */
  readonly purchasesDeviation: number | undefined;
}

export interface TotalOptions<Model, Spend> extends IntervalOptions<Model> {
  /** Money instead of purchases: revenue, before margin and cost, and undiscounted. */
  readonly spend?: Spend;
  /** As `draws`, for the spend model; else the delta method. Those whose mean is infinite are left out. */
  readonly spendDraws?: readonly Pick<Spend, keyof Spend & ("kind" | "params")>[];
}

/**
 * All purchases, or with `spend` all money, of these customers in the days ahead. Up to 2,000 customers, and where chance is
 * large beside the total, `purchases` and `both` are quantiles of a simulation (of purchases whole numbers, 0 among them);
 * else they are log-normal. Money is revenue, undiscounted; a margin is a factor, and so is, nearly, a discount. Customers
 * who are not on the list yet are not in the total, and nothing here knows whether the model is right: hold it against a holdout.
 *
 * @throws InvalidInputError as `purchaseInterval`, and for a spend model whose mean is infinite.
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
  options: TotalOptions<Model, Spend> = {},
): TotalInterval {
  const { level = 0.95, spend, draws, spendDraws } = options;
  const reach = normalReach(level);
  const share = (1 - level) / 2;
  checkCustomers(customers);
  const counts = (of: DailyModel): Float64Array =>
    Float64Array.from(customers, (customer) => expectedPurchases<DailyModel>(of, customer, days));
  const money = (of: SpendModel): Float64Array => Float64Array.from(customers, (one) => expectedSpend(of, one as Spending) ?? Number.NaN);
  const own = counts(model);
  const worth = spend && money(spend);
  if (worth?.some(Number.isNaN)) invalid("spend", "a model whose mean is finite", spend);
  const expected = product(own, worth);

  const purchasing = uncertainty<DailyModel>(model, draws as readonly DailyModel[] | undefined, "draws", (of) =>
    product(counts(of), worth),
  );
  const paying =
    spend && uncertainty<SpendModel>(spend, spendDraws as readonly SpendModel[] | undefined, "spendDraws", (of) => product(own, money(of)));
  const parametersDeviation = Math.hypot(purchasing.deviation, paying?.deviation ?? 0);
  const dice = generator(options.seed ?? 1);
  const factor = (part: Uncertainty, i: number): number =>
    part.totals === undefined
      ? Math.exp((part.deviation / expected) * randomNormal(dice))
      : part.totals[i % part.totals.length]! / expected;
  const factorAt = (i: number): number =>
    expected > 0 ? factor(purchasing, i) * (paying === undefined ? 1 : factor(paying, Math.floor(i * GOLDEN))) : 1;
  const isDrawn = purchasing.totals !== undefined || paying?.totals !== undefined;
  const parameters = isDrawn
    ? spread(
        Array.from({ length: FACTORS }, (_, i) => expected * factorAt(i)),
        share,
      )
    : around(expected, parametersDeviation, level);

  const buyers = customers.map(
    (customer): Buyer => ({ customer: customer as Spending, counted: purchaseDistribution<DailyModel>(model, customer, days) }),
  );
  const chance = chanceVariance(buyers, own, spend);
  const purchasesDeviation = Number.isFinite(chance) ? Math.sqrt(chance) : undefined;
  const common = { expected, parametersDeviation, purchasesDeviation, parameters };
  if (purchasesDeviation !== undefined && customers.length > FEW && purchasesDeviation < expected * SMALL) {
    const logOf = (sd: number): Interval => logInterval(expected, expected * Math.sqrt(Math.log1p((sd / expected) ** 2)), reach);
    return { ...common, purchases: logOf(purchasesDeviation), both: logOf(Math.hypot(parametersDeviation, purchasesDeviation)) };
  }
  const totals = drawnTotals(buyers, spend, dice);
  const moved = totals.map((total, i) => {
    const scaled = total * factorAt(i);
    return spend === undefined ? Math.floor(scaled + dice()) : scaled;
  });
  const outward = ([low, high]: Interval): Interval => (spend === undefined ? [Math.floor(low), Math.ceil(high)] : [low, high]);
  return { ...common, purchases: outward(spread(totals, share)), both: outward(spread(moved, share)) };
}

/** Up to so many customers the outcome is simulated; beyond, where its deviation is at least this share of the total. */
const FEW = 2000;
const SMALL = 0.1;
const FACTORS = 2000;
/** Pairs the draws of one model with those of the other in ever new ways. */
const GOLDEN = 0.6180339887498949;

interface Uncertainty {
  readonly deviation: number;
  /** One for each draw. */
  readonly totals?: readonly number[];
}

/** How far a total moves with the parameters of one model: by its draws if there are any, else by the delta method. */
function uncertainty<Of extends object>(
  model: Of & Uncertain,
  draws: readonly Of[] | undefined,
  field: "draws" | "spendDraws",
  totalOf: (model: Of) => number,
): Uncertainty {
  if (draws === undefined) {
    if (model.covariance === undefined)
      invalid(
        field,
        `models from bootstrap, as the ${model.kind} has no covariance (one on a boundary has none): give \`${field}\` from bootstrap`,
        draws,
      );
    return { deviation: deviation(model, totalOf) };
  }
  const totals = draws.map(totalOf).filter((total) => Number.isFinite(total));
  if (totals.length === 0) invalid(field, "an array with at least one model (of spend: whose mean is finite)", draws);
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / Math.max(1, totals.length - 1);
  return { deviation: Math.sqrt(variance), totals };
}

function product(left: Float64Array, right: Float64Array | undefined): number {
  return left.reduce((sum, value, i) => sum + value * (right === undefined ? 1 : right[i]!), 0);
}

/** Σ Var(purchases), or of the money: E[N] within + E[N²] between + Var(N) mean² for each customer. */
function chanceVariance(buyers: readonly Buyer[], expected: Float64Array, spend: SpendModel | undefined): number {
  let sum = 0;
  buyers.forEach(({ customer, counted: distribution }, i) => {
    const mean = expected[i]!;
    if (spend !== undefined) assertSpending(customer);
    if (mean === 0) return;
    const square = secondMoment(distribution, mean);
    const counted = Math.max(0, square - mean * mean);
    if (spend === undefined) {
      sum += counted;
      return;
    }
    const { mean: each, between, within } = spendMoments(spend, customer);
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
