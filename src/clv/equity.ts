/**
 * Customer equity, and the balance between winning customers and keeping them.
 *
 * [1] Blattberg, R. C., & Deighton, J. (1996). Manage marketing by the customer equity test. Harvard Business Review 74(4), 136-144.
 * [2] Rust, R. T., Lemon, K. N., & Zeithaml, V. A. (2004). Return on marketing: using customer equity to focus marketing strategy.
 *     Journal of Marketing 68(1), 109-127.
 */
import { invalid } from "../errors.js";
import { checkNotNegative, checkNumber, checkPositive } from "../math/checks.js";
import { root } from "../math/root.js";
import { compensatedSum } from "../math/sum.js";
import { type PeriodDiscount, periodDiscountRate } from "./period.js";

export interface FutureCustomers extends PeriodDiscount {
  /** How many will be won in the first period, the second, …; each is discounted to the end of its period. */
  readonly newCustomers: ArrayLike<number>;
  /** Lifetime value of one of them, at the time it is won. */
  readonly value: number;
  /** What it costs to win one; 0. */
  readonly acquisitionCost?: number;
}

export interface CustomerEquity {
  /** Of those who are customers already. */
  readonly current: number;
  /** Of those still to be won, less the cost of winning them. */
  readonly future: number;
  readonly total: number;
}

/**
 * The lifetime values of all current and future customers, added up [2].
 *
 * @throws InvalidInputError for values that are not finite numbers
 * @example
 * customerEquity([120, 80], { newCustomers: [10, 10], value: 50, acquisitionCost: 20, annualDiscountRate: 0.1 }).total.toFixed(2);
 * // => "720.66"
 */
export function customerEquity(current: ArrayLike<number>, future?: FutureCustomers): CustomerEquity {
  for (let i = 0; i < current.length; i++) if (!Number.isFinite(current[i])) invalid("value", "a finite number", current[i], i);
  const now = compensatedSum(current);
  if (future === undefined) return { current: now, future: 0, total: now };
  const { newCustomers, value, acquisitionCost = 0 } = future;
  checkNumber("value", value);
  checkNotNegative("acquisitionCost", acquisitionCost);
  const d = periodDiscountRate(future);
  let discounted = 0;
  for (let period = newCustomers.length; period > 0; period--) {
    checkNotNegative("newCustomers", newCustomers[period - 1]!);
    discounted = (discounted + newCustomers[period - 1]!) / (1 + d);
  }
  const later = discounted * (value - acquisitionCost);
  return { current: now, future: later, total: now + later };
}

/** Share of people reached by spending on each of them: ceiling (1 − e^(−k spend)). */
export interface ResponseCurve {
  /** The share that no spending exceeds, above 0 and at most 1. */
  readonly ceiling: number;
  /** How fast it is approached, per unit of money. */
  readonly k: number;
}

/**
 * The curve from what managers can answer: what is spent now, what share it brings, and what no spending could exceed [1].
 *
 * @throws InvalidInputError unless 0 < share < ceiling ≤ 1 and spend > 0
 * @example
 * responseCurve({ spend: 5, share: 0.2, ceiling: 0.4 }).k.toFixed(4);
 * // => "0.1386"
 */
export function responseCurve({
  spend,
  share,
  ceiling,
}: {
  readonly spend: number;
  readonly share: number;
  readonly ceiling: number;
}): ResponseCurve {
  if (!(Number.isFinite(ceiling) && ceiling > 0 && ceiling <= 1)) invalid("ceiling", "above 0 and at most 1", ceiling);
  if (!(Number.isFinite(share) && share > 0 && share < ceiling)) invalid("share", "above 0 and below the ceiling", share);
  checkPositive("spend", spend);
  return { ceiling, k: -Math.log1p(-share / ceiling) / spend };
}

export interface AcquisitionRetentionTerms extends PeriodDiscount {
  /** Share of prospects won, by what is spent on each prospect. */
  readonly acquisition: ResponseCurve;
  /** Share of customers kept for another period, by what is spent on each customer in a period. */
  readonly retention: ResponseCurve;
  /** m: margin of a customer in a period, before the retention spend. */
  readonly margin: number;
}

export interface AcquisitionRetention {
  readonly acquisitionSpend: number;
  readonly retentionSpend: number;
  readonly acquisitionRate: number;
  readonly retentionRate: number;
  /** Of a customer once won: m + (m r − R) / (1 + d − r). */
  readonly customerValue: number;
  /** Of a prospect, its share of customers times their value less the acquisition spend: what [1] maximises. */
  readonly prospectValue: number;
}

/**
 * What a prospect is worth when so much is spent on winning and on keeping [1]: a m − A + a (m − R / r) r′ / (1 − r′) with
 * r′ = r / (1 + d).
 *
 * @throws InvalidInputError for terms out of range
 * @example
 * const terms = {
 *   acquisition: responseCurve({ spend: 5, share: 0.2, ceiling: 0.4 }),
 *   retention: responseCurve({ spend: 10, share: 0.6, ceiling: 0.8 }),
 *   margin: 60,
 *   annualDiscountRate: 0.1,
 * };
 * acquisitionRetentionValue(terms, { acquisitionSpend: 5, retentionSpend: 10 }).prospectValue.toFixed(2);
 * // => "17.40"
 * acquisitionRetentionBalance(terms).prospectValue.toFixed(2);
 * // => "31.06"
 */
export function acquisitionRetentionValue(
  terms: AcquisitionRetentionTerms,
  { acquisitionSpend: A, retentionSpend: R }: { readonly acquisitionSpend: number; readonly retentionSpend: number },
): AcquisitionRetention {
  const d = checkedDiscount(terms);
  checkNotNegative("acquisitionSpend", A);
  checkNotNegative("retentionSpend", R);
  const { acquisition, retention, margin: m } = terms;
  const a = rateOf(acquisition, A);
  const r = rateOf(retention, R);
  const customerValue = m + (m * r - R) / (1 + d - r);
  return {
    acquisitionSpend: A,
    retentionSpend: R,
    acquisitionRate: a,
    retentionRate: r,
    customerValue,
    prospectValue: a * customerValue - A,
  };
}

/**
 * The spending on winning and on keeping that makes a prospect worth most. Keeping is decided first, since a customer once won
 * does not ask what it cost; 0 where the first unit of money brings less than it costs.
 *
 * @throws InvalidInputError for terms out of range
 * @example
 * const balance = acquisitionRetentionBalance({
 *   acquisition: { ceiling: 0.4, k: 0.14 }, retention: { ceiling: 0.8, k: 0.14 }, margin: 60, annualDiscountRate: 0.1,
 * });
 * balance.retentionSpend.toFixed(2);
 * // => "19.24"
 */
export function acquisitionRetentionBalance(terms: AcquisitionRetentionTerms): AcquisitionRetention {
  const d = checkedDiscount(terms);
  const { acquisition, retention, margin: m } = terms;
  const most = m * (1 + d);
  const gain = (R: number): number => {
    const left = retention.ceiling * Math.exp(-retention.k * R);
    return retention.k * left * (most - R) - (1 + d) + retention.ceiling - left;
  };
  const retentionSpend = gain(0) > 0 ? (root(gain, 0, most) ?? 0) : 0;
  const { customerValue } = acquisitionRetentionValue(terms, { acquisitionSpend: 0, retentionSpend });
  const acquisitionSpend = Math.max(0, Math.log(Math.max(1, acquisition.ceiling * acquisition.k * customerValue)) / acquisition.k);
  return acquisitionRetentionValue(terms, { acquisitionSpend, retentionSpend });
}

function rateOf({ ceiling, k }: ResponseCurve, spend: number): number {
  return -ceiling * Math.expm1(-k * spend);
}

function checkedDiscount(terms: AcquisitionRetentionTerms): number {
  for (const name of ["acquisition", "retention"] as const) {
    const { ceiling, k } = terms[name];
    if (!(Number.isFinite(ceiling) && ceiling > 0 && ceiling <= 1)) invalid(`${name}.ceiling`, "above 0 and at most 1", ceiling);
    checkPositive(`${name}.k`, k);
  }
  checkNotNegative("margin", terms.margin);
  const d = periodDiscountRate(terms);
  if (!(d > 0 || terms.retention.ceiling < 1 + d))
    invalid("annualDiscountRate", "above 0 where everybody can be kept", terms.annualDiscountRate);
  return d;
}
