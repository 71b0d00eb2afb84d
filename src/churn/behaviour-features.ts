/**
 * What a customer's transactions before a day say about leaving: named numbers, each from days strictly before the cut-off. A
 * feature whose column the ledger lacks is not there at all; one that a customer has too little for has a stated value.
 */
import { civilDay, isoDay } from "../transactions/day.js";
import type { Ledger } from "../transactions/ledger.js";
import type { TextColumn } from "../transactions/optional.js";

/** Every feature, and what it is. Days and money; windows end with the day before the cut-off. */
export const BEHAVIOUR_FEATURES = {
  recency: "days from the last purchase to the cut-off, 1 or more",
  frequency: "purchases so far",
  monetary: "money of all rows, refunds subtracted",
  tenure: "days from the first purchase to the cut-off",
  meanGap: "mean days between purchases; tenure after a single purchase",
  gapDeviation: "population SD of the days between purchases; 0 with fewer than two gaps",
  longestGap: "most days between two purchases; tenure after a single purchase",
  overdueRatio: "days since the last purchase ÷ mean days between purchases; the former itself where the latter is 0",
  purchases30: "purchases in the last 30 days",
  purchases90: "purchases in the last 90 days",
  purchases180: "purchases in the last 180 days",
  purchasesPrior90: "purchases in the 90 days before the last 90",
  spend30: "money of all rows of the last 30 days, refunds subtracted",
  spend90: "money of all rows of the last 90 days",
  spend180: "money of all rows of the last 180 days",
  spendPrior90: "money of all rows of the 90 days before the last 90",
  averageBasket: "mean money of a purchase",
  lastBasketRatio: "money of the last purchase ÷ the mean; 1 where the mean is 0",
  linesPerPurchase: "lines with money ÷ purchases",
  returnRate: "money refunded ÷ gross positive money; 0 without any",
  nextSeason: "share of purchases made in the 90 days of the year that follow the cut-off",
  distinctProducts: "different products bought; needs productId",
  distinctCategories: "different categories bought; needs category",
  recentCategories: "different categories of the last 90 days; needs category",
  discountedShare: "share of the lines bought that had a discount; needs discount",
} as const;

export type BehaviourFeature = keyof typeof BEHAVIOUR_FEATURES;

/** Features of those who bought before a day. `columns[f]` belongs to `names[f]`; customers are places in the ledger. */
export interface BehaviourTable {
  readonly names: readonly BehaviourFeature[];
  readonly customers: Uint32Array;
  readonly columns: readonly Float64Array[];
}

/** All features of every customer with a purchase before `cutOff`, in one pass over the ledger. */
export function behaviourFeatures(ledger: Ledger, cutOff: number): BehaviourTable {
  const { offsets, days, amounts, gross, refunded, purchase, lines } = ledger;
  const names = (Object.keys(BEHAVIOUR_FEATURES) as BehaviourFeature[]).filter((name) => {
    if (name === "distinctProducts") return lines.productId !== undefined;
    if (name === "distinctCategories" || name === "recentCategories") return lines.category !== undefined;
    return name === "discountedShare" ? lines.discount !== undefined : true;
  });
  const customers = new Uint32Array(ledger.customerIds.length);
  const all = Object.fromEntries(names.map((name) => [name, new Float64Array(customers.length)])) as Record<BehaviourFeature, Float64Array>;
  const products = openDistinct(lines.productId);
  const categories = openDistinct(lines.category);
  const recent = openDistinct(lines.category);
  const season = seasonOf(cutOff);
  let at = 0;
  for (let c = 0; c < customers.length; c++) {
    let [count, first, last, gap, gapSquares, longest] = [0, 0, 0, 0, 0, 0];
    let [p30, p90, p180, m30, m90, m180, money, baskets, lastBasket] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    let [positive, returned, bought, discounted, inSeason] = [0, 0, 0, 0, 0];
    products.count = 0;
    categories.count = 0;
    recent.count = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! < cutOff; row++) {
      const ago = cutOff - days[row]!;
      const amount = amounts[row]!;
      money += amount;
      if (ago <= 180) m180 += amount;
      if (ago <= 90) m90 += amount;
      if (ago <= 30) m30 += amount;
      positive += gross[row]! - refunded[row]!;
      returned += refunded[row]!;
      for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
        if (!(lines.amounts[line]! > 0)) continue;
        bought++;
        if (lines.discount !== undefined && lines.discount[line]! > 0) discounted++;
        products.add(line, c);
        categories.add(line, c);
        if (ago <= 90) recent.add(line, c);
      }
      if (!purchase[row]) continue;
      if (count === 0) {
        first = days[row]!;
      } else {
        const days_ = days[row]! - last;
        gap += days_;
        gapSquares += days_ * days_;
        longest = Math.max(longest, days_);
      }
      last = days[row]!;
      count++;
      baskets += amount;
      lastBasket = amount;
      if (ago <= 180) p180++;
      if (ago <= 90) p90++;
      if (ago <= 30) p30++;
      if (season(last)) inSeason++;
    }
    if (count === 0) continue;
    const recency = cutOff - last;
    const tenure = cutOff - first;
    const gaps = count - 1;
    const meanGap = gaps > 0 ? gap / gaps : tenure;
    const mean = baskets / count;
    customers[at] = c;
    all.recency[at] = recency;
    all.frequency[at] = count;
    all.monetary[at] = money;
    all.tenure[at] = tenure;
    all.meanGap[at] = meanGap;
    all.gapDeviation[at] = gaps > 1 ? Math.sqrt(Math.max(0, gapSquares / gaps - meanGap * meanGap)) : 0;
    all.longestGap[at] = gaps > 0 ? longest : tenure;
    all.overdueRatio[at] = meanGap > 0 ? recency / meanGap : recency;
    all.purchases30[at] = p30;
    all.purchases90[at] = p90;
    all.purchases180[at] = p180;
    all.purchasesPrior90[at] = p180 - p90;
    all.spend30[at] = m30;
    all.spend90[at] = m90;
    all.spend180[at] = m180;
    all.spendPrior90[at] = m180 - m90;
    all.averageBasket[at] = mean;
    all.lastBasketRatio[at] = mean > 0 ? lastBasket / mean : 1;
    all.linesPerPurchase[at] = bought / count;
    all.returnRate[at] = positive > 0 ? returned / positive : 0;
    all.nextSeason[at] = inSeason / count;
    if (lines.productId !== undefined) all.distinctProducts[at] = products.count;
    if (lines.category !== undefined) {
      all.distinctCategories[at] = categories.count;
      all.recentCategories[at] = recent.count;
    }
    if (lines.discount !== undefined) all.discountedShare[at] = bought > 0 ? discounted / bought : 0;
    at++;
  }
  return { names, customers: customers.subarray(0, at), columns: names.map((name) => all[name].subarray(0, at)) };
}

/** Counts different texts of one customer after another: each text remembers who had it last. */
function openDistinct(column: TextColumn | undefined): { count: number; add(line: number, owner: number): void } {
  const seen = new Int32Array(column?.values.length ?? 0).fill(-1);
  return {
    count: 0,
    add(line, owner) {
      const code = column === undefined ? -1 : column.codes[line]!;
      if (code < 0 || seen[code] === owner) return;
      seen[code] = owner;
      this.count++;
    },
  };
}

/** Whether a day lies in the 90 days of the year from the cut-off on, in whatever year. */
function seasonOf(cutOff: number): (day: number) => boolean {
  const start = dayOfYear(cutOff);
  return (day) => (dayOfYear(day) - start + 365) % 365 < 90;
}

/** 0 to 364; the last day of a leap year is 364 too. */
function dayOfYear(day: number): number {
  return Math.min(364, day - civilDay(Number(isoDay(day).slice(0, -6)), 1, 1));
}
