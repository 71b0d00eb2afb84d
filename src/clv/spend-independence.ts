/**
 * Gamma-Gamma takes spend to be independent of frequency. Not a yes or no, but how much it matters.
 *
 * - [1] Fader, P. S. & Hardie, B. G. S. (2013). The Gamma-Gamma model of monetary value, section 1: the assumption.
 */
import { invalid } from "../errors.js";
import { checkInside } from "../math/checks.js";
import { correlationInterval, pearson, spearman } from "../math/correlation.js";
import { expectedSpend, type SpendModel } from "./spend.js";
import { assertSpending } from "./spending.js";
import type { Spending } from "./timing.js";

export interface CorrelationEstimate {
  /** Undefined where all are equal. */
  readonly value: number | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
}

/** Repeaters of similar frequency. */
export interface FrequencyBand {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Mean of their mean spends, each customer weighted by repeats: what a purchase of theirs brings. */
  readonly meanSpend: number;
  /** What the model of spend says instead; undefined without one. */
  readonly expected: number | undefined;
  /** Value in this band under the assumption, over value at the band's own spend, − 1: +0.1 is 10 % too much. */
  readonly effect: number;
}

export interface SpendIndependence {
  /** Repeaters who paid. */
  readonly customers: number;
  readonly level: number;
  readonly pearson: CorrelationEstimate;
  readonly spearman: CorrelationEstimate;
  readonly bands: readonly FrequencyBand[];
  /** Largest |effect| of a band with at least 20 customers. */
  readonly largestEffect: number | undefined;
  readonly notes: readonly string[];
}

const BANDS = [
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 9],
  [10, Number.POSITIVE_INFINITY],
] as const;

/**
 * Correlation of `repeats` and `meanSpend` over repeaters, and what the assumption of none does to value by frequency. Value is
 * purchases × spend, so the effect on spend is the effect on value. Without a `spend` model the mean of all purchases stands for
 * the assumption: the worst case, for Gamma-Gamma gives frequent buyers mostly their own mean.
 *
 * @throws InvalidInputError for customers who cannot be, fewer than two repeaters, and a `level` outside (0, 1).
 *
 * @example
 * const customers = [[1, 20], [1, 30], [2, 24], [3, 31], [6, 35], [12, 38]].map(([repeats, meanSpend]) => ({ repeats, meanSpend }));
 * const { spearman, bands } = spendIndependence(customers);
 * spearman.value.toFixed(3); // => "0.899"
 * bands.map(({ customers }) => customers); // => [2, 1, 1, 1, 1]
 */
export function spendIndependence(
  customers: readonly Spending[],
  options: { readonly spend?: SpendModel /** 0.95. */; readonly level?: number } = {},
): SpendIndependence {
  const { spend, level = 0.95 } = options;
  checkInside("level", level);
  customers.forEach(assertSpending);
  const payers = customers.filter(({ repeats, meanSpend }) => repeats > 0 && meanSpend! > 0);
  if (payers.length < 2) invalid("customers", "an array with at least two customers who bought again and paid", customers);
  const x = Float64Array.from(payers, ({ repeats }) => repeats);
  const z = Float64Array.from(payers, ({ meanSpend }) => meanSpend!);
  const estimate = (value: number | undefined, ranks: boolean): CorrelationEstimate => ({
    value,
    interval: correlationInterval(value, payers.length, level, ranks),
  });
  const ofAll = weightedMean(payers);
  const bands = BANDS.flatMap(([from, to]): FrequencyBand[] => {
    const inside = payers.filter(({ repeats }) => repeats >= from && repeats <= to);
    if (inside.length === 0) return [];
    const own = weightedMean(inside);
    const expected =
      spend === undefined
        ? undefined
        : weightedMean(inside, (customer) => expectedSpend(spend, customer) ?? invalid("spend", "a model whose mean is finite", spend));
    return [{ from, to, customers: inside.length, meanSpend: own, expected, effect: (expected ?? ofAll) / own - 1 }];
  });
  const large = bands.filter((band) => band.customers >= 20).map(({ effect }) => Math.abs(effect));
  const largestEffect = large.length > 0 ? Math.max(...large) : undefined;
  const rank = estimate(spearman(x, z), true);
  return {
    customers: payers.length,
    level,
    pearson: estimate(pearson(x, z), false),
    spearman: rank,
    bands,
    largestEffect,
    notes: notesOn(rank, largestEffect),
  };
}

/** Over purchases, not customers. */
function weightedMean(customers: readonly Spending[], moneyOf: (customer: Spending) => number = ({ meanSpend }) => meanSpend!): number {
  let purchases = 0;
  let money = 0;
  for (const customer of customers) {
    purchases += customer.repeats;
    money += customer.repeats * moneyOf(customer);
  }
  return money / purchases;
}

function notesOn({ interval }: CorrelationEstimate, largestEffect: number | undefined): string[] {
  const isSure = interval !== undefined && interval[0] * interval[1] > 0;
  if (!isSure || largestEffect === undefined) return [];
  return [
    largestEffect < 0.1
      ? `Spend and frequency go together, but it changes value by at most ${(100 * largestEffect).toFixed(0)} % in any band of frequency: no reason to worry.`
      : `Spend and frequency go together, and it changes value by up to ${(100 * largestEffect).toFixed(0)} % in a band of frequency: fit spend for frequent and rare buyers apart.`,
  ];
}
