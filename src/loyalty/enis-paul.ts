/**
 * - [1] Enis, B. M. & Paul, G. W. (1970). "Store loyalty" as a basis for market segmentation. Journal of Retailing 46(3), 42–56.
 * - [2] Burford, R. L., Enis, B. M. & Paul, G. W. (1971). An index for the measurement of consumer loyalty. Decision Sciences 2.
 *
 * The originals are not at hand. Their three ratios are cited alike everywhere; that they are joined by the mean, or by the
 * geometric mean, is how later texts have it, and so both are given.
 */
import { invalid } from "../errors.js";

/** A customer's shopping in one category, over one time. */
export interface StoreChoices {
  /** Share of the category's money that is spent here, 0 to 1. */
  readonly budgetShare: number;
  /** Shopping trips in the category, here and elsewhere; at least 2. */
  readonly visits: number;
  /** How often a trip went to another store than the one before; at most visits − 1. */
  readonly switches: number;
  /** Different stores used, and stores within reach. */
  readonly storesUsed: number;
  readonly storesAvailable: number;
}

/** Three ratios from 0 to 1, and two ways to make one of them. */
export interface EnisPaul {
  readonly budget: number;
  /** (k − s) ÷ k with s switches at k = visits − 1 opportunities. */
  readonly switching: number;
  /** (n + 1 − p) ÷ n with p of n stores used. */
  readonly patronage: number;
  readonly mean: number;
  readonly geometricMean: number;
}

/**
 * Store loyalty of Enis & Paul: 1 is one store for everything.
 *
 * @throws InvalidInputError for a share outside 0 … 1 and for counts that are not whole or contradict each other.
 *
 * @example
 * const index = enisPaul({ budgetShare: 0.6, visits: 10, switches: 3, storesUsed: 2, storesAvailable: 4 });
 * index.mean; // => 0.6722
 * index.geometricMean; // => 0.6694
 */
export function enisPaul({ budgetShare: b, visits: m, switches: s, storesUsed: p, storesAvailable: n }: StoreChoices): EnisPaul {
  if (!(Number.isFinite(b) && b >= 0 && b <= 1)) invalid("budgetShare", "a share from 0 to 1", b);
  if (!(Number.isInteger(m) && m >= 2)) invalid("visits", "a whole number of trips, 2 or more", m);
  if (!(Number.isInteger(s) && s >= 0 && s < m)) invalid("switches", "a whole number from 0 to visits − 1", s);
  if (!(Number.isInteger(n) && n >= 1)) invalid("storesAvailable", "a whole number of stores, 1 or more", n);
  if (!(Number.isInteger(p) && p >= 1 && p <= n)) invalid("storesUsed", "a whole number from 1 to storesAvailable", p);
  const k = m - 1;
  const switching = (k - s) / k;
  const patronage = (n + 1 - p) / n;
  return { budget: b, switching, patronage, mean: (b + switching + patronage) / 3, geometricMean: Math.cbrt(b * switching * patronage) };
}
