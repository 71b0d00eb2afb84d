/** What customers said of their wallets, checked and laid beside the ledger's customers. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { roundMoney } from "../math/round.js";
import { DATE_EXPECTED, dayReader } from "../transactions/day.js";
import { expectedId } from "../transactions/intake.js";
import type { Ledger } from "../transactions/ledger.js";
import { enisPaul } from "./enis-paul.js";
import { checkAmount, part, type Wallet, type WalletMeasures, walletAllocation } from "./wallet.js";

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
  const { customerIds, offsets, days, amounts, gross, purchase } = ledger;
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
      let moved = 0;
      for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
        if (days[row]! < first) continue;
        purchases += purchase[row]!;
        spend += amounts[row]!;
        moved += gross[row]!;
      }
      const { categorySpend, categoryPurchases, rank, shops, visits, switches, storesUsed, storesAvailable } = wallet;
      const share = categorySpend === undefined ? undefined : part(roundMoney(spend, moved), categorySpend);
      const complete =
        visits !== undefined && visits >= 2 && switches !== undefined && storesUsed !== undefined && storesAvailable !== undefined;
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

function checkedWallets(wallets: Iterable<Wallet>, timeZone: string): Map<string, { first: number; wallet: GivenWallet }> {
  if (typeof wallets !== "object" || !wallets?.[Symbol.iterator]) invalid("wallets", "an array of wallets", wallets);
  const dates = dayReader(timeZone);
  const found = new Map<string, { first: number; wallet: GivenWallet }>();
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
      const given = givenOf(wallet);
      issues.push(...walletIssues(given, row));
      found.set(String(id), { first, wallet: given });
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return found;
}

type WalletNumber = Exclude<keyof Wallet, "customerId" | "from">;
type GivenWallet = { readonly [Field in WalletNumber]: number | undefined };

/** The numbers of a wallet, undefined where one is missing. */
function givenOf(wallet: Wallet): GivenWallet {
  const { categorySpend, categoryPurchases, rank, shops, visits, switches, storesUsed, storesAvailable } = wallet;
  return {
    categorySpend: categorySpend ?? undefined,
    categoryPurchases: categoryPurchases ?? undefined,
    rank: rank ?? undefined,
    shops: shops ?? undefined,
    visits: visits ?? undefined,
    switches: switches ?? undefined,
    storesUsed: storesUsed ?? undefined,
    storesAvailable: storesAvailable ?? undefined,
  };
}

/** What the standalone functions would refuse, under the row's number. */
function walletIssues({ categorySpend, categoryPurchases, rank, shops, visits, ...stores }: GivenWallet, row: number): Issue[] {
  const { switches = 0, storesUsed = 1, storesAvailable = Math.max(1, storesUsed) } = stores;
  const checks = [
    () => checkAmount("categorySpend", categorySpend ?? 0),
    () => checkAmount("categoryPurchases", categoryPurchases ?? 0),
    () => void walletAllocation(rank ?? 1, shops ?? Math.max(1, Math.ceil(rank ?? 1))),
    () => {
      // Who made one trip had nothing to switch, which is no mistake.
      const few = visits === 0 || visits === 1;
      if (few && switches !== 0) invalid("switches", "0 after one trip", switches);
      void enisPaul({ budgetShare: 0, visits: few ? 2 : (visits ?? switches + 2), switches, storesUsed, storesAvailable });
    },
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
