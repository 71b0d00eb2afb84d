/**
 * Lifetime value from a retention rate that stays the same: simple, transparent, and blind to the fact that those who stay
 * longest are the ones least likely to leave (use sBG or BdW for that).
 *
 * [1] Gupta, S., & Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing 17(1), 9-24: the margin
 *     multiple r / (1 + i − r) and, with growth, r / (1 + i − r (1 + g)).
 * [2] Berger, P. D., & Nasr, N. I. (1998). Customer lifetime value: marketing models and applications. Journal of Interactive
 *     Marketing 12(1), 17-30: case 1.
 */
import { invalid } from "../errors.js";
import { checkCount, checkNotNegative, checkNumber, checkShare } from "../math/checks.js";
import { root } from "../math/root.js";
import { type PeriodDiscount, periodDiscountRate } from "./period.js";

export interface RetentionTerms extends PeriodDiscount {
  /** r: share of customers who are still there a period later, 0 to 1. */
  readonly retention: number;
  /**
   * When the first margin comes. "nextPeriod" (default) is the textbook's m r / (1 + d − r): a customer won today must first
   * stay a period. "now" adds today's margin: exactly m more, m (1 + d) / (1 + d − r) without growth, and with
   * growth m + m r / (1 + d − r (1 + g)): the margin grows after the first that is to come, not from today's.
   */
  readonly firstMargin?: "now" | "nextPeriod";
  /** g: growth of the margin from one period to the next, after the first that is to come; 0. */
  readonly marginGrowth?: number;
  /** How many periods to look ahead; without it, for ever. */
  readonly periods?: number;
}

export interface RetentionValueTerms extends RetentionTerms {
  /** m: margin of a period, of a customer who is there. */
  readonly margin: number;
  /** Spent in each period on every customer who was there at its beginning; 0. */
  readonly promotionCost?: number;
  /** Which part of the period has passed when the promotion is paid; 0.5, as in [2]. */
  readonly promotionAt?: number;
}

export interface RetentionValue {
  /** Discounted margins. */
  readonly margins: number;
  /** Discounted promotions, as a positive number. */
  readonly promotions: number;
  /** margins − promotions. */
  readonly value: number;
}

/**
 * Value of a customer who stays from period to period with probability `retention`; acquisition cost is not in it.
 *
 * @throws InvalidInputError for terms out of range, and when the value for ever is infinite: r (1 + g) ≥ 1 + d
 * @example
 * retentionValue({ margin: 100, retention: 0.8, annualDiscountRate: 0.12 }).value;
 * // => 250
 * retentionValue({ margin: 100, retention: 0.8, annualDiscountRate: 0.12, firstMargin: "now" }).value;
 * // => 350
 * retentionValue({ margin: 260, promotionCost: 50, retention: 0.75, annualDiscountRate: 0.2, periods: 10, firstMargin: "now" }).value.toFixed(2);
 * // => "568.78"
 */
export function retentionValue(terms: RetentionValueTerms): RetentionValue {
  const { margin: m, promotionCost: cost = 0, promotionAt = 0.5, retention: r, periods: n = Number.POSITIVE_INFINITY } = terms;
  checkNumber("margin", m);
  checkNotNegative("promotionCost", cost);
  checkShare("promotionAt", promotionAt);
  const margins = m * marginMultiple(terms);
  const d = periodDiscountRate(terms);
  if (cost > 0 && n === Number.POSITIVE_INFINITY && !(r < 1 + d))
    invalid("retention", "below 1 + the discount rate (the promotions for ever are infinite: give `periods`)", r);
  const promotions = cost === 0 ? 0 : cost * (1 + d) ** -promotionAt * geometricSum(r / (1 + d), n);
  return { margins, promotions, value: margins - promotions };
}

/**
 * How many times today's margin a customer is worth [1].
 *
 * @throws InvalidInputError as `retentionValue`
 * @example
 * marginMultiple({ retention: 0.9, annualDiscountRate: 0.12 }).toFixed(2);
 * // => "4.09"
 * marginMultiple({ retention: 0.9, annualDiscountRate: 0.12, marginGrowth: 0.08 }).toFixed(2);
 * // => "6.08"
 */
export function marginMultiple(terms: RetentionTerms): number {
  const { retention: r, firstMargin = "nextPeriod", marginGrowth: g = 0, periods: n = Number.POSITIVE_INFINITY } = terms;
  checkShare("retention", r);
  if (firstMargin !== "now" && firstMargin !== "nextPeriod") invalid("firstMargin", '"now" or "nextPeriod"', firstMargin);
  if (!(Number.isFinite(g) && g > -1)) invalid("marginGrowth", "a finite number above -1", g);
  if (n !== Number.POSITIVE_INFINITY) checkCount("periods", n);
  const stay = r / (1 + periodDiscountRate(terms));
  if (n === Number.POSITIVE_INFINITY && !(stay * (1 + g) < 1))
    invalid("retention × (1 + marginGrowth)", "below 1 + the discount rate (the value for ever is infinite: give `periods`)", r * (1 + g));
  return stay * geometricSum(stay * (1 + g), n) + (firstMargin === "now" ? 1 : 0);
}

/**
 * The lowest retention rate at which a customer is worth what it cost to win. Undefined when no rate up to 1 is enough, 0 when
 * none is needed. Promotions may make a customer who stays longer worth less; so the rates are looked through upwards, in
 * thousandths, and the first that is enough is refined.
 *
 * @param terms as for `retentionValue`, without the retention rate
 * @throws InvalidInputError as `retentionValue`
 * @example
 * breakEvenRetention({ acquisitionCost: 250, margin: 100, annualDiscountRate: 0.12 })?.toFixed(4);
 * // => "0.8000"
 */
export function breakEvenRetention(
  terms: Omit<RetentionValueTerms, "retention"> & { readonly acquisitionCost: number },
): number | undefined {
  const { acquisitionCost, marginGrowth = 0, periods } = terms;
  checkNotNegative("acquisitionCost", acquisitionCost);
  const surplus = (retention: number): number => retentionValue({ ...terms, retention }).value - acquisitionCost;
  if (surplus(0) >= 0) return 0;
  const infinite = (1 + periodDiscountRate(terms)) / (1 + Math.max(0, marginGrowth));
  const most = periods === undefined && infinite <= 1 ? infinite * (1 - 1e-12) : 1;
  for (let step = 1; step <= STEPS; step++) {
    const high = (most * step) / STEPS;
    if (surplus(high) >= 0) return root(surplus, (most * (step - 1)) / STEPS, high);
  }
  return undefined;
}

/**
 * Periods until the discounted margins, less promotions, have paid for winning the customer: the smallest `periods` whose
 * `retentionValue` reaches the cost. Undefined when they never do (or not within `periods`).
 *
 * @throws InvalidInputError as `retentionValue`
 * @example
 * paybackPeriods({ acquisitionCost: 150, margin: 100, retention: 0.8, annualDiscountRate: 0.12 });
 * // => 3
 */
export function paybackPeriods(terms: RetentionValueTerms & { readonly acquisitionCost: number }): number | undefined {
  const { acquisitionCost, periods = LONGEST } = terms;
  checkNotNegative("acquisitionCost", acquisitionCost);
  checkCount("periods", periods);
  const paid = (n: number): boolean => retentionValue({ ...terms, periods: n }).value >= acquisitionCost * (1 - 1e-14);
  for (let n = 0, before = Number.NEGATIVE_INFINITY; n <= periods; n++) {
    if (paid(n)) return n;
    const { value } = retentionValue({ ...terms, periods: n });
    if (value === before) return undefined;
    before = value;
  }
  return undefined;
}

const LONGEST = 100_000;
const STEPS = 1000;

/** 1 + q + … + q^(n−1). */
function geometricSum(q: number, n: number): number {
  if (n === 0) return 0;
  if (n === Number.POSITIVE_INFINITY) return 1 / (1 - q);
  if (Math.abs(q - 1) > 1e-3 || q === 0) return (1 - q ** n) / (1 - q);
  return q === 1 ? n : Math.expm1(n * Math.log1p(q - 1)) / (q - 1);
}
