/** The words that clusters are described with, in two languages: data, no rules. */

/** Text in English and Chinese. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** How far a group is from the average: index into the tables below. */
export type Degree = 0 | 1 | 2 | 3 | 4;

/** From far below the average to far above it. */
export const FREQUENCY: readonly Bilingual[] = [
  { en: "rare", zh: "很少购买的" },
  { en: "occasional", zh: "偶尔购买的" },
  { en: "repeat", zh: "多次购买的" },
  { en: "frequent", zh: "经常购买的" },
  { en: "very frequent", zh: "购买极频繁的" },
];

/** Where half of the group bought once. */
export const ONCE: Bilingual = { en: "one-time", zh: "只购买过一次的" };

export const MONEY: readonly Bilingual[] = [
  { en: "very small spenders", zh: "低消费客户" },
  { en: "small spenders", zh: "较低消费客户" },
  { en: "average spenders", zh: "中等消费客户" },
  { en: "good spenders", zh: "较高消费客户" },
  { en: "big spenders", zh: "高消费客户" },
];

export const CUSTOMERS: Bilingual = { en: "customers", zh: "客户" };
/** What fields of `rfm` rows are called before a number; any other feature has its own name. */
export const FIELDS: Readonly<Record<string, Bilingual>> = {
  recency: { en: "days", zh: "天数" },
  frequency: { en: "purchases", zh: "购买次数" },
  monetary: { en: "money", zh: "消费" },
  averageValue: { en: "average value", zh: "客单价" },
};
export const NOBODY: Bilingual = { en: "nobody", zh: "没有客户" };
export const AVERAGE: Bilingual = { en: "customers near the average in everything", zh: "各项接近平均的客户" };
export const EVERYBODY: Bilingual = { en: "all customers", zh: "全部客户" };

/** Of any other feature. */
export const LEVELS: readonly Bilingual[] = [
  { en: "very low", zh: "很低" },
  { en: "low", zh: "较低" },
  { en: "average", zh: "中等" },
  { en: "high", zh: "较高" },
  { en: "very high", zh: "很高" },
];
