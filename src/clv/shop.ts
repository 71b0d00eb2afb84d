/** The parameters of a simulated shop, and one to begin with. */
import { invalid } from "../errors.js";

/** A shop's parameters, per day where they are rates. */
export interface Shop {
  readonly purchases: { readonly params: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number } };
  readonly spend: { readonly params: { readonly p: number; readonly q: number; readonly v: number } };
  /** What is sold: relative popularity, how many products there are, and the share of the price that the goods cost. */
  readonly categories: readonly {
    readonly name: string;
    readonly popularity: number;
    readonly products: number;
    readonly costShare: number;
  }[];
  /** Mean number of lines in an order beyond the first. */
  readonly extraLines: number;
  /** Probability that a line comes back one to fourteen days later. */
  readonly refundRate: number;
  /** Share of orders on sale, and the share of the price that is then taken off. */
  readonly discount: { readonly share: number; readonly rate: number };
  /** Yearly growth of everybody's buying: 0.1 is a tenth more each year. */
  readonly yearlyTrend: number;
  /** Twelve relative levels of demand, January first; only their ratios count. */
  readonly season: readonly number[];
  /** Share of orders by channel; the shares need not sum to 1. */
  readonly channels: Readonly<Record<string, number>>;
}

/** A shop of gifts and coffee: many one-time buyers, some regulars, a busy November and December. */
export const EXAMPLE_SHOP: Shop = {
  purchases: { params: { r: 0.55, alpha: 40, a: 0.8, b: 3.2 } },
  spend: { params: { p: 4, q: 3.6, v: 26 } },
  categories: [
    { name: "coffee", popularity: 5, products: 24, costShare: 0.45 },
    { name: "tea", popularity: 3, products: 30, costShare: 0.4 },
    { name: "gifts", popularity: 2, products: 60, costShare: 0.55 },
    { name: "machines", popularity: 0.6, products: 8, costShare: 0.72 },
  ],
  extraLines: 1.4,
  refundRate: 0.03,
  discount: { share: 0.18, rate: 0.15 },
  yearlyTrend: 0.08,
  season: [0.9, 0.85, 0.9, 0.95, 0.95, 0.9, 0.8, 0.8, 0.95, 1.05, 1.45, 1.6],
  channels: { web: 0.7, store: 0.3 },
};

/** Refuses parameters that no shop can have, and those whose mean order is infinite. */
export function checkShop({ purchases, spend, categories, extraLines, refundRate, discount, yearlyTrend, season, channels }: Shop): void {
  for (const [name, value] of Object.entries({ ...purchases.params, ...spend.params })) check(name, value > 0, "a positive number", value);
  check("q", spend.params.q > 1, "above 1, where the mean order is finite", spend.params.q);
  if (season.length !== 12) invalid("season", "twelve positive levels", season);
  for (const level of season) check("season", level > 0, "twelve positive levels", level);
  if (categories.length === 0) invalid("categories", "at least one category", categories);
  for (const { name, popularity, products, costShare } of categories) {
    check(`popularity of ${name}`, popularity > 0, "a positive number", popularity);
    check(`products of ${name}`, Number.isInteger(products) && products >= 1, "a whole number, 1 or more", products);
    check(`costShare of ${name}`, costShare >= 0, "0 or more", costShare);
  }
  if (Object.keys(channels).length === 0) invalid("channels", "at least one channel", "none");
  for (const [name, share] of Object.entries(channels)) check(`share of ${name}`, share > 0, "a positive number", share);
  check("refundRate", refundRate >= 0 && refundRate <= 1, "a share from 0 to 1", refundRate);
  check("discount.share", discount.share >= 0 && discount.share <= 1, "a share from 0 to 1", discount.share);
  check("discount.rate", discount.rate >= 0 && discount.rate < 1, "a share from 0 to below 1", discount.rate);
  check("yearlyTrend", yearlyTrend > -1, "above -1", yearlyTrend);
  check("extraLines", extraLines >= 0, "0 or more", extraLines);
}

function check(field: string, holds: boolean, expected: string, received: unknown): void {
  if (!(holds && typeof received === "number" && Number.isFinite(received))) invalid(field, expected, received);
}
