/** What each measure of behaviour is called, needs and means. */
import type { CustomerBehaviour } from "./behaviour.js";

/** What a measure is computed from, beside customer, date and amount. */
export type Ingredient =
  | "purchases"
  | "one repeat"
  | "two repeats"
  | "two years"
  | "refunds"
  | "productId"
  | "category"
  | "productId and category"
  | "discount"
  | "complaints"
  | "wallets";

/** Measures of one number each. */
export type BehaviourMeasure = Exclude<
  keyof CustomerBehaviour,
  "customerId" | "recentPurchases" | "recentSpend" | "productCoverage" | "categoryCoverage" | "discountCoverage"
>;

export interface MeasureLabel {
  readonly name: { readonly en: string; readonly zh: string };
  readonly needs: Ingredient;
  /** Whether more of it speaks for loyalty, against it, or neither by itself. */
  readonly loyalWhen: "high" | "low" | undefined;
}

const label = (en: string, zh: string, needs: Ingredient, loyalWhen?: "high" | "low"): MeasureLabel => ({
  name: { en, zh },
  needs,
  loyalWhen,
});

/** Names, ingredients and direction of every measure, in the order of tables. */
export const BEHAVIOUR_MEASURES: Readonly<Record<BehaviourMeasure, MeasureLabel>> = {
  purchases: label("Purchases", "购买次数", "purchases", "high"),
  repeats: label("Repeat purchases", "重复购买次数", "purchases", "high"),
  tenure: label("Days since the first purchase", "客户关系天数", "purchases", "high"),
  daysSinceLast: label("Days since the last purchase", "距上次购买天数", "purchases", "low"),
  spend: label("Money spent", "消费金额", "purchases", "high"),
  purchasesPerYear: label("Repeat purchases a year", "年购买频率", "purchases", "high"),
  meanGap: label("Mean gap in days", "平均购买间隔", "one repeat", "low"),
  medianGap: label("Median gap in days", "购买间隔中位数", "one repeat", "low"),
  gapDeviation: label("Deviation of the gaps in days", "购买间隔标准差", "two repeats"),
  gapVariation: label("Variation of the gaps", "购买间隔变异系数", "two repeats", "low"),
  regularity: label("Regularity", "购买规律性", "two repeats", "high"),
  clumpiness: label("Clumpiness", "购买聚集度", "one repeat", "low"),
  overdueRatio: label("Wait ÷ usual gap", "逾期比率", "one repeat", "low"),
  purchaseGrowth: label("Growth of purchases", "购买次数增长率", "one repeat", "high"),
  spendGrowth: label("Growth of spending", "消费金额增长率", "one repeat", "high"),
  yearPurchaseGrowth: label("Growth of purchases in a year", "年购买次数增长率", "two years", "high"),
  yearSpendGrowth: label("Growth of spending in a year", "年消费金额增长率", "two years", "high"),
  products: label("Different products", "购买产品数", "productId", "high"),
  categories: label("Different categories", "购买品类数", "category", "high"),
  categoryBreadth: label("Share of categories", "品类广度", "category", "high"),
  productsPerCategory: label("Products in a category", "品类深度", "productId and category", "high"),
  categoriesPerPurchase: label("Categories in a purchase", "每次购买品类数", "category", "high"),
  fullPriceShare: label("Purchases at full price", "全价购买比例", "discount", "high"),
  discountDependence: label("Money on discounted goods", "折扣依赖度", "discount", "low"),
  discountDepth: label("Mean discount", "平均折扣力度", "discount", "low"),
  returnRate: label("Money returned", "退货率", "refunds", "low"),
  complaints: label("Complaints", "投诉次数", "complaints", "low"),
  complaintRate: label("Complaints ÷ purchases", "投诉率", "complaints", "low"),
  repurchaseAfterFault: label("Bought again after a fault", "质量事故承受力", "complaints", "high"),
  shareOfWallet: label("Share of wallet", "钱包份额", "wallets", "high"),
  shareOfRequirements: label("Share of category requirements", "品类需求份额", "wallets", "high"),
  walletAllocation: label("Wallet allocation by rank", "钱包分配法则份额", "wallets", "high"),
  enisPaulMean: label("Enis-Paul index, mean", "Enis-Paul 指数（算术平均）", "wallets", "high"),
  enisPaulGeometricMean: label("Enis-Paul index, geometric mean", "Enis-Paul 指数（几何平均）", "wallets", "high"),
};

/** Of how many customers a measure is known. */
export interface MeasureCoverage {
  readonly measure: BehaviourMeasure;
  readonly needs: Ingredient;
  readonly customers: number;
  /** Of all customers; 0 when there is nobody. */
  readonly share: number;
}

/** Counts what is known, measure by measure. Customers are gone through once: all of them do not fit into a cache. */
export function measureCoverage(customers: readonly CustomerBehaviour[]): MeasureCoverage[] {
  const measures = Object.keys(BEHAVIOUR_MEASURES) as BehaviourMeasure[];
  const known = new Float64Array(measures.length);
  for (const customer of customers) for (let i = 0; i < measures.length; i++) if (customer[measures[i]!] !== undefined) known[i]!++;
  return measures.map((measure, i) => ({
    measure,
    needs: BEHAVIOUR_MEASURES[measure].needs,
    customers: known[i]!,
    share: customers.length === 0 ? 0 : known[i]! / customers.length,
  }));
}
