/** Loyalty as it is done: what each customer's purchases say. The parts and their sources are in the files they come from. */
import { invalid } from "../errors.js";
import { roundMoney } from "../math/round.js";
import { dayOf, isoDay } from "../transactions/day.js";
import { openGaps, summaryOf } from "../transactions/gaps.js";
import type { AsOf } from "../transactions/history.js";
import { asLedger, type Ledger, type Purchases } from "../transactions/ledger.js";
import { type Breadth, openBreadth } from "./breadth.js";
import { type Complaint, type ComplaintMeasures, openComplaints } from "./complaints.js";
import { type Growth, growthOf, type RecentActivity, recentActivity } from "./growth.js";
import { type MeasureCoverage, measureCoverage } from "./measures.js";
import { openPrices, type PriceSensitivity } from "./price-sensitivity.js";
import type { Wallet, WalletMeasures } from "./wallet.js";
import { openWallets } from "./wallet-book.js";

/** What one customer did up to a day. What its ingredients are missing for is undefined. */
export interface CustomerBehaviour extends Growth, RecentActivity, Breadth, PriceSensitivity, ComplaintMeasures, WalletMeasures {
  readonly customerId: string;
  /** Purchases (calendar days, or orders), and those after the first. */
  readonly purchases: number;
  readonly repeats: number;
  /** Days from the first purchase to `asOf`, and from the last. */
  readonly tenure: number;
  readonly daysSinceLast: number;
  /** All money, refunds taken off unless the door kept them separate. */
  readonly spend: number;
  /** Repeats ÷ tenure × 365; undefined on the first day. */
  readonly purchasesPerYear: number | undefined;
  /** Days between purchases, as in `GapSummary`. */
  readonly meanGap: number | undefined;
  readonly medianGap: number | undefined;
  readonly gapDeviation: number | undefined;
  readonly gapVariation: number | undefined;
  readonly regularity: number | undefined;
  readonly clumpiness: number | undefined;
  readonly overdueRatio: number | undefined;
  /**
   * Money refunded ÷ money paid, above 1 when earlier purchases came back. Undefined when the door ignored refunds, or nobody had
   * one up to `asOf`: such a file does not record them.
   */
  readonly returnRate: number | undefined;
}

/** All customers, and how much is known of them; plain JSON. */
export interface Behaviour {
  readonly kind: "behaviour";
  readonly schemaVersion: 1;
  /** "YYYY-MM-DD". */
  readonly asOf: string;
  /** Days of `recentPurchases` and `recentSpend`. */
  readonly windows: readonly number[];
  /** Everybody with a purchase up to `asOf`, in the order of the ledger: the customers of `rfm`. */
  readonly customers: readonly CustomerBehaviour[];
  /** For every measure of how many customers it is known, and what it needs. */
  readonly coverage: readonly MeasureCoverage[];
  /** Complaints and wallets of those who have no purchase up to `asOf`. */
  readonly unmatched: { readonly complaints: number; readonly wallets: number };
}

export interface BehaviourOptions extends AsOf {
  /** Days that `recentPurchases` and `recentSpend` look back; default a month, a quarter and a year: 30, 90, 365. */
  readonly windows?: readonly number[];
  /** All complaints on record; who made none then has a complaint rate of 0. */
  readonly complaints?: Iterable<Complaint>;
  /** Within how many days of a fault a customer who tolerates it buys again; default 90. */
  readonly repurchaseDays?: number;
  /** What customers said about buying in the category elsewhere. */
  readonly wallets?: Iterable<Wallet>;
}

/**
 * Every measure of behaviour for each customer, in one pass over the ledger. A measure says what it needs
 * (`BEHAVIOUR_MEASURES`); without it it is undefined, and `coverage` counts the customers of whom it is known.
 *
 * @throws InvalidInputError for bad rows, complaints and wallets (with their row), an `asOf` that is no date, and windows
 * that are not whole numbers of days.
 *
 * @example
 * const orders = [
 *   { customerId: "ann", date: "2026-01-01", amount: 20, category: "tea", discount: 0 },
 *   { customerId: "ann", date: "2026-01-11", amount: 30, category: "cups", discount: 10 },
 *   { customerId: "ann", date: "2026-01-31", amount: -5 },
 *   { customerId: "bob", date: "2026-01-09", amount: 12, category: "tea", discount: 0 },
 * ];
 * const found = behaviour(orders, { asOf: "2026-01-31" });
 * const [ann, bob] = found.customers;
 * ann.meanGap; // => 10
 * ann.overdueRatio; // => 2
 * ann.returnRate; // => 0.1
 * ann.fullPriceShare; // => 0.5
 * ann.categoryBreadth; // => 1
 * bob.meanGap; // => undefined
 * found.coverage.find(({ measure }) => measure === "meanGap");
 * // => { measure: "meanGap", needs: "one repeat", customers: 1, share: 0.5 }
 * Object.keys(BEHAVIOUR_MEASURES).length; // => 34
 */
export function behaviour(purchases: Purchases, options: BehaviourOptions): Behaviour {
  const ledger = asLedger(purchases);
  const { windows = [30, 90, 365], repurchaseDays = 90 } = options;
  const last = dayOf(options.asOf, ledger.options.timeZone, "asOf");
  if (!Array.isArray(windows)) invalid("windows", "an array of numbers of days", windows);
  for (const days of windows) if (!(Number.isInteger(days) && days > 0)) invalid("windows", "whole numbers of days, 1 or more", days);
  const complaints = openComplaints(ledger, options.complaints, last, repurchaseDays);
  const wallets = openWallets(ledger, options.wallets, last);
  const gaps = openGaps(ledger);
  const breadthOf = openBreadth(ledger, last);
  const pricesOf = openPrices(ledger, last);
  const recordsRefunds = hasRefunds(ledger, last);

  const customers: CustomerBehaviour[] = [];
  for (let c = 0; c < ledger.customerIds.length; c++) {
    const repeats = gaps.read(c, last);
    if (repeats < 0) continue;
    const { sinceLast } = gaps;
    const { tenure, spend, paid, back, moved } = totals(ledger, c, last);
    const rhythm = summaryOf(gaps.gaps, repeats, sinceLast);
    const growth = growthOf(ledger, c, last - tenure, last, moved);
    const recent = recentActivity(ledger, c, last, windows, moved);
    const breadth = breadthOf(c);
    const price = pricesOf(c);
    const complained = complaints.read(c, repeats + 1);
    const wallet = wallets.read(c);
    // Written out: a million spreads would take longer than all the rest.
    customers.push({
      customerId: ledger.customerIds[c]!,
      purchases: repeats + 1,
      repeats,
      tenure,
      daysSinceLast: sinceLast,
      spend,
      purchasesPerYear: tenure > 0 ? (repeats / tenure) * 365 : undefined,
      meanGap: rhythm.mean,
      medianGap: rhythm.median,
      gapDeviation: rhythm.deviation,
      gapVariation: rhythm.variation,
      regularity: rhythm.regularity,
      clumpiness: rhythm.clumpiness,
      overdueRatio: rhythm.overdueRatio,
      purchaseGrowth: growth.purchaseGrowth,
      spendGrowth: growth.spendGrowth,
      yearPurchaseGrowth: growth.yearPurchaseGrowth,
      yearSpendGrowth: growth.yearSpendGrowth,
      recentPurchases: recent.recentPurchases,
      recentSpend: recent.recentSpend,
      products: breadth.products,
      categories: breadth.categories,
      categoryBreadth: breadth.categoryBreadth,
      productsPerCategory: breadth.productsPerCategory,
      categoriesPerPurchase: breadth.categoriesPerPurchase,
      productCoverage: breadth.productCoverage,
      categoryCoverage: breadth.categoryCoverage,
      fullPriceShare: price.fullPriceShare,
      discountDependence: price.discountDependence,
      discountDepth: price.discountDepth,
      discountCoverage: price.discountCoverage,
      returnRate: recordsRefunds && paid > 0 ? back / paid : undefined,
      complaints: complained.complaints,
      complaintRate: complained.complaintRate,
      repurchaseAfterFault: complained.repurchaseAfterFault,
      shareOfWallet: wallet.shareOfWallet,
      shareOfRequirements: wallet.shareOfRequirements,
      walletAllocation: wallet.walletAllocation,
      enisPaulMean: wallet.enisPaulMean,
      enisPaulGeometricMean: wallet.enisPaulGeometricMean,
    });
  }
  return {
    kind: "behaviour",
    schemaVersion: 1,
    asOf: isoDay(last),
    windows: windows.slice(),
    customers,
    coverage: measureCoverage(customers),
    unmatched: { complaints: complaints.unmatched(), wallets: wallets.unmatched() },
  };
}

function hasRefunds({ days, refunded }: Ledger, last: number): boolean {
  return refunded.some((money, row) => money > 0 && days[row]! <= last);
}

/** Money as `rfm` has it, what was paid and what came back of it, and the days since the first purchase. */
function totals({ offsets, days, amounts, gross, refunded, purchase }: Ledger, customer: number, last: number) {
  let first = last;
  let money = 0;
  let moved = 0;
  let back = 0;
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
    if (purchase[row] && days[row]! < first) first = days[row]!;
    money += amounts[row]!;
    moved += gross[row]!;
    back += refunded[row]!;
  }
  return { tenure: last - first, spend: roundMoney(money, moved), paid: moved - back, back, moved };
}
