/**
 * The shop's part of what a customer buys in its category, which only the customer knows.
 *
 * - [1] Cunningham, R. M. (1956). Brand loyalty: what, where, how much? Harvard Business Review 34(1): share of wallet.
 * - [2] Ehrenberg, A. S. C. (1988). Repeat-Buying, 2nd ed.: share of category requirements.
 * - [3] Keiningham, T. L., Aksoy, L., Buoye, A. & Cooil, B. (2011). Customer loyalty isn't enough. Grow your share of wallet.
 *   Harvard Business Review 89(10), 29–31: the wallet allocation rule.
 */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DateLike, dayReader } from "../transactions/day.js";
import { expectedId } from "../transactions/intake.js";
import type { Ledger } from "../transactions/ledger.js";
import { enisPaul } from "./enis-paul.js";

/** What one customer said about buying in the category, here and elsewhere together. Every field but the id may be absent. */
export interface Wallet {
  readonly customerId: string | number;
  /** First day that the answers are about; the ledger's beginning without it. They end with `asOf`. */
  readonly from?: DateLike | undefined;
  /** Money spent, and purchases made, in the category at all shops. */
  readonly categorySpend?: number | undefined;
  readonly categoryPurchases?: number | undefined;
  /** The shop's place in the customer's preference, 1 the best (1.5 for a tie of two), among so many shops used. */
  readonly rank?: number | undefined;
  readonly shops?: number | undefined;
  /** For the Enis-Paul index, as in `enisPaul`. */
  readonly visits?: number | undefined;
  readonly switches?: number | undefined;
  readonly storesUsed?: number | undefined;
  readonly storesAvailable?: number | undefined;
}

export interface WalletMeasures {
  /** Own money ÷ money in the category [1]. Undefined too where the customer named less than was spent here. */
  readonly shareOfWallet: number | undefined;
  /** Own purchases ÷ purchases in the category [2]. */
  readonly shareOfRequirements: number | undefined;
  /** The share of wallet that the shop's rank makes likely [3]. */
  readonly walletAllocation: number | undefined;
  /** Store loyalty by the mean, and by the geometric mean; needs the share of wallet, trips, switches and stores. */
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
  if (!(rank >= 1 && rank <= shops)) invalid("rank", "a number from 1 to the number of shops", rank);
  return (1 - rank / (shops + 1)) * (2 / shops);
}

/** Wallets beside the ledger's customers. */
export interface WalletBook {
  read(customer: number): WalletMeasures;
  /** Answers of those who have no purchase up to `asOf`, or are not in the ledger. */
  readonly unmatched: () => number;
}

const NONE: WalletMeasures = {
  shareOfWallet: undefined,
  shareOfRequirements: undefined,
  walletAllocation: undefined,
  enisPaulMean: undefined,
  enisPaulGeometricMean: undefined,
};

/** Checks wallets and lays them beside the ledger's customers. */
export function openWallets(ledger: Ledger, wallets: Iterable<Wallet> | undefined, last: number): WalletBook {
  if (wallets === undefined) return { read: () => NONE, unmatched: () => 0 };
  const byCustomer = checkedWallets(wallets, ledger.options.timeZone);
  const { customerIds, offsets, days, amounts, purchase } = ledger;
  let matched = 0;
  return {
    unmatched: () => byCustomer.size - matched,
    read(customer) {
      const found = byCustomer.get(customerIds[customer]!);
      if (!found) return NONE;
      matched++;
      const { first, wallet } = found;
      let purchases = 0;
      let spend = 0;
      for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
        if (days[row]! < first) continue;
        purchases += purchase[row]!;
        spend += amounts[row]!;
      }
      const { categorySpend, categoryPurchases, rank, shops, visits, switches, storesUsed, storesAvailable } = wallet;
      const share = categorySpend === undefined ? undefined : part(spend, categorySpend);
      const complete = visits !== undefined && switches !== undefined && storesUsed !== undefined && storesAvailable !== undefined;
      const index =
        share !== undefined && complete ? enisPaul({ budgetShare: share, visits, switches, storesUsed, storesAvailable }) : undefined;
      return {
        shareOfWallet: share,
        shareOfRequirements: categoryPurchases === undefined ? undefined : part(purchases, categoryPurchases),
        walletAllocation: rank !== undefined && shops !== undefined ? walletAllocation(rank, shops) : undefined,
        enisPaulMean: index?.mean,
        enisPaulGeometricMean: index?.geometricMean,
      };
    },
  };
}

/** A share of a whole that is not smaller than its part. */
function part(own: number, all: number): number | undefined {
  return all > 0 && own >= 0 && own <= all ? own / all : undefined;
}

function checkAmount(field: string, value: number, row = -1): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) invalid(field, "a finite number, 0 or more", value, row);
}

function checkedWallets(wallets: Iterable<Wallet>, timeZone: string): Map<string, { first: number; wallet: Wallet }> {
  if (typeof wallets !== "object" || !wallets?.[Symbol.iterator]) invalid("wallets", "an array of wallets", wallets);
  const dates = dayReader(timeZone);
  const found = new Map<string, { first: number; wallet: Wallet }>();
  const issues: Issue[] = [];
  let row = -1;
  for (const wallet of wallets) {
    row++;
    const id = wallet?.customerId;
    const first = wallet?.from === undefined ? Number.NEGATIVE_INFINITY : dates.day(wallet.from);
    const idExpected = expectedId(id);
    if (idExpected) issues.push({ row, field: "customerId", expected: idExpected, received: id });
    else if (found.has(String(id))) issues.push({ row, field: "customerId", expected: "of one row only", received: id });
    else if (Number.isNaN(first)) issues.push({ row, field: "from", expected: DATE_EXPECTED, received: wallet.from });
    else {
      issues.push(...walletIssues(wallet, row));
      found.set(String(id), { first, wallet });
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return found;
}

/** What the standalone functions would refuse, under the row's number. */
function walletIssues({ categorySpend, categoryPurchases, rank, shops, ...stores }: Wallet, row: number): Issue[] {
  const { switches = 0, storesUsed = 1, storesAvailable = Math.max(1, storesUsed) } = stores;
  const checks = [
    () => checkAmount("categorySpend", categorySpend ?? 0),
    () => checkAmount("categoryPurchases", categoryPurchases ?? 0),
    () => void walletAllocation(rank ?? 1, shops ?? Math.max(1, Math.ceil(rank ?? 1))),
    () => void enisPaul({ budgetShare: 0, visits: stores.visits ?? switches + 2, switches, storesUsed, storesAvailable }),
  ];
  return checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      return (error as InvalidInputError).issues.map((issue) => ({ ...issue, row }));
    }
  });
}
