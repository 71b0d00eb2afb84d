/**
 * The shop's part of what a customer buys in its category, which only the customer knows.
 *
 * - [1] Cunningham, R. M. (1956). Brand loyalty: what, where, how much? Harvard Business Review 34(1): share of wallet.
 * - [2] Ehrenberg, A. S. C. (1988). Repeat-Buying, 2nd ed.: share of category requirements.
 * - [3] Keiningham, T. L., Aksoy, L., Buoye, A. & Cooil, B. (2011). Customer loyalty isn't enough. Grow your share of wallet.
 *   Harvard Business Review 89(10), 29–31: the wallet allocation rule.
 */
import { invalid } from "../errors.js";
import type { DateLike } from "../transactions/day.js";
import type { Answer } from "./answers.js";

/** What one customer said about buying in the category, here and elsewhere together. Every field but the id may be missing. */
export interface Wallet {
  readonly customerId: string | number;
  /** First day that the answers are about; the ledger's beginning without it. They end with `asOf`. */
  readonly from?: DateLike | undefined;
  /** Money spent, and purchases made, in the category at all shops. */
  readonly categorySpend?: Answer;
  readonly categoryPurchases?: Answer;
  /** The shop's place in the customer's preference, 1 the best (1.5 for a tie of two), among so many shops used. */
  readonly rank?: Answer;
  readonly shops?: Answer;
  /** For the Enis-Paul index, as in `enisPaul`; who made one trip only has none. */
  readonly visits?: Answer;
  readonly switches?: Answer;
  readonly storesUsed?: Answer;
  readonly storesAvailable?: Answer;
}

export interface WalletMeasures {
  /** Own money ÷ money in the category [1]. Undefined too where the customer named less than was spent here. */
  readonly shareOfWallet: number | undefined;
  /** Own purchases ÷ purchases in the category [2]. */
  readonly shareOfRequirements: number | undefined;
  /** The share of wallet that the shop's rank makes likely [3]. */
  readonly walletAllocation: number | undefined;
  /** Store loyalty by the mean, and by the geometric mean; needs the share of wallet, two trips, switches and stores. */
  readonly enisPaulMean: number | undefined;
  readonly enisPaulGeometricMean: number | undefined;
}

/**
 * Share of wallet [1]; undefined when nothing is spent in the category, or less than here, which cannot be.
 *
 * @throws InvalidInputError for money that is negative or not finite.
 *
 * @example
 * shareOfWallet(60, 100); // => 0.6
 */
export function shareOfWallet(spend: number, categorySpend: number): number | undefined {
  checkAmount("spend", spend);
  checkAmount("categorySpend", categorySpend);
  return part(spend, categorySpend);
}

/**
 * Share of category requirements of one buyer or of all buyers together [2]: purchases here ÷ purchases in the category by
 * those who buy here. Undefined for nobody who bought here, and when more is bought here than in all.
 *
 * @throws InvalidInputError for counts that are negative or not finite.
 *
 * @example
 * shareOfRequirements([{ purchases: 3, categoryPurchases: 4 }, { purchases: 1, categoryPurchases: 4 }]); // => 0.5
 */
export function shareOfRequirements(
  buyers: Iterable<{ readonly purchases: number; readonly categoryPurchases: number }>,
): number | undefined {
  let own = 0;
  let all = 0;
  let row = 0;
  for (const { purchases, categoryPurchases } of buyers) {
    checkAmount("purchases", purchases, row);
    checkAmount("categoryPurchases", categoryPurchases, row++);
    if (purchases === 0) continue;
    own += purchases;
    all += categoryPurchases;
  }
  return part(own, all);
}

/**
 * The wallet allocation rule [3]: (1 − rank ÷ (N + 1)) · 2 ÷ N for one of N shops. The shares of ranks 1 … N sum to 1.
 *
 * @param rank 1 is the best; shops that tie have the mean of their ranks
 * @throws InvalidInputError for a number of shops that is not whole, or a rank outside 1 … N.
 *
 * @example
 * walletAllocation(1, 3); // => 0.5
 */
export function walletAllocation(rank: number, shops: number): number {
  if (!(Number.isInteger(shops) && shops >= 1)) invalid("shops", "a whole number of shops, 1 or more", shops);
  if (!(Number.isFinite(rank) && rank >= 1 && rank <= shops)) invalid("rank", "a number from 1 to the number of shops", rank);
  return (1 - rank / (shops + 1)) * (2 / shops);
}

/** A share of a whole that is not smaller than its part. */
export function part(own: number, all: number): number | undefined {
  return all > 0 && own >= 0 && own <= all ? own / all : undefined;
}

/** Refuses what is no amount. */
export function checkAmount(field: string, value: number, row = -1): void {
  if (!(Number.isFinite(value) && value >= 0)) invalid(field, "a finite number, 0 or more", value, row);
}
