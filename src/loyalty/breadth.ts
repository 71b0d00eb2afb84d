/** How much of the range a customer buys: cross-buying, from the columns `productId` and `category`. */
import type { Ledger } from "../transactions/ledger.js";
import type { TextColumn } from "../transactions/optional.js";
import { isKept, orderStarts } from "./kept-rows.js";

/** Of what a customer bought; refund lines and days refunded away are no part of it. */
export interface Breadth {
  /** Different products. Needs `productId`. */
  readonly products: number | undefined;
  /** Different categories. Needs `category`. */
  readonly categories: number | undefined;
  /** Categories bought ÷ categories that anybody bought up to `asOf`. */
  readonly categoryBreadth: number | undefined;
  /** Depth: different products ÷ different categories, over lines that name both. */
  readonly productsPerCategory: number | undefined;
  /** Mean number of different categories in a purchase that names any. */
  readonly categoriesPerPurchase: number | undefined;
  /** Share of the lines bought that name a product, and a category; undefined without the column. */
  readonly productCoverage: number | undefined;
  readonly categoryCoverage: number | undefined;
}

const UNKNOWN: Breadth = {
  products: undefined,
  categories: undefined,
  categoryBreadth: undefined,
  productsPerCategory: undefined,
  categoriesPerPurchase: undefined,
  productCoverage: undefined,
  categoryCoverage: undefined,
};

/** Counts each customer's products and categories, once for each customer; marks name their owner, so that nothing is cleared in between. */
export function openBreadth(ledger: Ledger, last: number): (customer: number) => Breadth {
  const { offsets, days, lines } = ledger;
  const { productId, category, amounts } = lines;
  if (!productId && !category) return () => UNKNOWN;
  const products = openDistinct(productId);
  const categories = openDistinct(category);
  const bothProducts = openDistinct(productId);
  const bothCategories = openDistinct(category);
  const starts = orderStarts(ledger);
  const inPurchase = starts ? openPairs(category) : openDistinct(category);
  const isNamed = new Uint8Array(category ? days.length : 0);
  const sold = category ? countSold(ledger, last, category) : 0;

  return (customer) => {
    let bought = 0;
    let withProduct = 0;
    let withCategory = 0;
    let purchases = 0;
    for (const distinct of [products, categories, bothProducts, bothCategories, inPurchase]) distinct.reset();
    for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
      if (!isKept(ledger, row)) continue;
      const start = starts ? starts[row]! : row;
      for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
        if (amounts[line]! < 0) continue;
        bought++;
        const product = productId ? productId.codes[line]! : -1;
        const group = category ? category.codes[line]! : -1;
        if (product >= 0) {
          withProduct++;
          products.add(product, customer);
        }
        if (group < 0) continue;
        withCategory++;
        categories.add(group, customer);
        inPurchase.add(group, start);
        if (isNamed[start] === 0) {
          isNamed[start] = 1;
          purchases++;
        }
        if (product < 0) continue;
        bothProducts.add(product, customer);
        bothCategories.add(group, customer);
      }
    }
    return {
      products: withProduct > 0 ? products.count : undefined,
      categories: withCategory > 0 ? categories.count : undefined,
      categoryBreadth: withCategory > 0 ? categories.count / sold : undefined,
      productsPerCategory: bothCategories.count > 0 ? bothProducts.count / bothCategories.count : undefined,
      categoriesPerPurchase: purchases > 0 ? inPurchase.count / purchases : undefined,
      productCoverage: productId && bought > 0 ? withProduct / bought : undefined,
      categoryCoverage: category && bought > 0 ? withCategory / bought : undefined,
    };
  };
}

interface Distinct {
  readonly count: number;
  /** Counts a code once for each owner, who come one after the other. */
  add(code: number, owner: number): void;
  reset(): void;
}

function openDistinct(column: TextColumn | undefined): Distinct {
  const seen = new Int32Array(column?.values.length ?? 0).fill(-1);
  const distinct = {
    count: 0,
    add(code: number, owner: number) {
      if (seen[code] === owner) return;
      seen[code] = owner;
      distinct.count++;
    },
    reset() {
      distinct.count = 0;
    },
  };
  return distinct;
}

/** The same for owners who come in turns, as orders do whose days overlap. */
function openPairs(column: TextColumn | undefined): Distinct {
  const size = column?.values.length ?? 0;
  const seen = new Set<number>();
  return {
    get count() {
      return seen.size;
    },
    add(code, owner) {
      seen.add(owner * size + code);
    },
    reset() {
      seen.clear();
    },
  };
}

function countSold(ledger: Ledger, last: number, { codes, values }: TextColumn): number {
  const { days, lines } = ledger;
  const seen = new Uint8Array(values.length);
  let sold = 0;
  for (let row = 0; row < days.length; row++) {
    if (days[row]! > last || !isKept(ledger, row)) continue;
    for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
      const code = codes[line]!;
      if (code < 0 || seen[code] === 1 || lines.amounts[line]! < 0) continue;
      seen[code] = 1;
      sold++;
    }
  }
  return sold;
}
