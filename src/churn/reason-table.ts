import type { BehaviourFeature } from "./behaviour-features.js";

/** Words in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** How a feature is said, and what to do when it drives a customer away. */
export interface ReasonWording {
  /** `{value}` stands for the value, rounded; `{feature}` for the feature's name; `{day|days}` is the first where the value reads 1. */
  readonly text: Bilingual;
  /** Said instead where the value is 0, which reads badly in `text`. */
  readonly zero?: Bilingual;
  /** Said instead where the value reads 1. */
  readonly one?: Bilingual;
  /** Said instead where the value is below 0; `{value}` then has no sign. */
  readonly negative?: Bilingual;
  /** Said instead of a customer with a single purchase (`frequency` is 1), who has no usual gap and no usual basket. */
  readonly once?: { readonly text: Bilingual; readonly action: Bilingual };
  readonly action: Bilingual;
  /** Decimals of `{value}`: 0, 1 or 2. A share is said in percent. */
  readonly decimals: 0 | 1 | 2 | "percent";
}

const REMIND: Bilingual = {
  en: "Write now, with what usually comes next after their last order.",
  zh: "立即联系，推荐与上次订单相关的商品。",
};
const SECOND_ORDER: Bilingual = {
  en: "Give a small reason for the next order, soon after the last.",
  zh: "在上次购买后不久，提供一个小的再次购买理由。",
};
const FEWER_VISITS: Bilingual = {
  en: "Ask what has changed, and offer a reminder at their usual rhythm.",
  zh: "了解变化的原因，并按其惯常周期提醒购买。",
};
const BIGGER_BASKET: Bilingual = {
  en: "Show bundles and new products in what they already buy.",
  zh: "推荐其常购品类中的组合与新品。",
};
const WIDEN: Bilingual = {
  en: "Introduce a second category that customers like them buy.",
  zh: "推荐相似客户常买的第二个品类。",
};
const REPAIR: Bilingual = {
  en: "Call about what came back, and put it right before anything is sold.",
  zh: "先就退货原因致电并解决问题，再谈销售。",
};
const FULL_PRICE: Bilingual = {
  en: "Offer service or early access in place of another discount.",
  zh: "以服务或优先购买权代替再次打折。",
};
const SEASON: Bilingual = {
  en: "Write before their season begins; until then, send little.",
  zh: "在其购买季节前联系，此前减少打扰。",
};
// for newcomers and for old customers alike
const THANK: Bilingual = {
  en: "Thank them in person, and ask what they need next.",
  zh: "亲自致谢，并询问其接下来的需求。",
};

function boughtOnce(en: string, zh: string): { readonly text: Bilingual; readonly action: Bilingual } {
  return { text: { en: `has bought only once${en}`, zh: `只购买过1次${zh}` }, action: SECOND_ORDER };
}

function refunded(en: string, zh: string): Bilingual {
  return { en: `got back {value} more than was spent ${en}`, zh: `${zh}退款比消费多{value}` };
}

/** Reasons for leaving by feature, for those of `BEHAVIOUR_FEATURES`; add your own beside them. */
export const CHURN_REASONS: Readonly<Record<BehaviourFeature, ReasonWording>> = {
  recency: { text: { en: "last bought {value} {day|days} ago", zh: "上次购买在{value}天前" }, action: REMIND, decimals: 0 },
  frequency: {
    text: { en: "has bought {value} {time|times} so far", zh: "至今共购买{value}次" },
    once: boughtOnce(" so far", ""),
    action: SECOND_ORDER,
    decimals: 0,
  },
  monetary: {
    text: { en: "has spent {value} in all", zh: "累计消费{value}" },
    zero: { en: "has spent nothing after refunds", zh: "扣除退款后无消费" },
    negative: refunded("in all", "累计"),
    action: BIGGER_BASKET,
    decimals: 0,
  },
  tenure: { text: { en: "first bought {value} {day|days} ago", zh: "首次购买在{value}天前" }, action: THANK, decimals: 0 },
  meanGap: {
    text: { en: "buys every {value} days or so", zh: "平均每{value}天购买一次" },
    zero: { en: "makes all purchases on one day", zh: "所有购买都在同一天" },
    one: { en: "buys every day or so", zh: "几乎每天购买" },
    once: boughtOnce(", and so has no usual gap yet", "，尚无平时的间隔"),
    action: FEWER_VISITS,
    decimals: 0,
  },
  gapDeviation: {
    text: { en: "buys irregularly, {value} {day|days} more or less between purchases", zh: "购买间隔不规律，波动约{value}天" },
    zero: { en: "shows no variation between purchases yet", zh: "购买间隔尚无波动" },
    once: boughtOnce(", and so has no rhythm of buying yet", "，尚无购买规律"),
    action: FEWER_VISITS,
    decimals: 0,
  },
  longestGap: {
    text: { en: "has stayed away for {value} {day|days} before", zh: "曾有{value}天未购买" },
    once: {
      text: { en: "has not come back since the only purchase {value} {day|days} ago", zh: "{value}天前购买过1次，此后未再购买" },
      action: SECOND_ORDER,
    },
    action: FEWER_VISITS,
    decimals: 0,
  },
  overdueRatio: {
    text: { en: "has not bought for {value} times the usual gap", zh: "未购买时间已达平时间隔的{value}倍" },
    one: { en: "has not bought for as long as the usual gap", zh: "未购买时间已与平时间隔相当" },
    once: boughtOnce(", and so has no usual gap yet", "，尚无平时的间隔"),
    action: REMIND,
    decimals: 1,
  },
  purchases30: {
    text: { en: "{value} {purchase|purchases} in the last 30 days", zh: "近30天购买{value}次" },
    zero: { en: "no purchase in the last 30 days", zh: "近30天未购买" },
    action: REMIND,
    decimals: 0,
  },
  purchases90: {
    text: { en: "{value} {purchase|purchases} in the last 90 days", zh: "近90天购买{value}次" },
    zero: { en: "no purchase in the last 90 days", zh: "近90天未购买" },
    action: REMIND,
    decimals: 0,
  },
  purchases180: {
    text: { en: "{value} {purchase|purchases} in the last 180 days", zh: "近180天购买{value}次" },
    zero: { en: "no purchase in the last 180 days", zh: "近180天未购买" },
    action: FEWER_VISITS,
    decimals: 0,
  },
  purchasesPrior90: {
    text: { en: "{value} {purchase|purchases} in the 90 days before the last 90", zh: "此前90天（近90天之前）购买{value}次" },
    zero: { en: "no purchase in the 90 days before the last 90", zh: "此前90天（近90天之前）未购买" },
    action: FEWER_VISITS,
    decimals: 0,
  },
  spend30: {
    text: { en: "spent {value} in the last 30 days", zh: "近30天消费{value}" },
    zero: { en: "spent nothing in the last 30 days", zh: "近30天无消费" },
    negative: refunded("in the last 30 days", "近30天"),
    action: REMIND,
    decimals: 0,
  },
  spend90: {
    text: { en: "spent {value} in the last 90 days", zh: "近90天消费{value}" },
    zero: { en: "spent nothing in the last 90 days", zh: "近90天无消费" },
    negative: refunded("in the last 90 days", "近90天"),
    action: BIGGER_BASKET,
    decimals: 0,
  },
  spend180: {
    text: { en: "spent {value} in the last 180 days", zh: "近180天消费{value}" },
    zero: { en: "spent nothing in the last 180 days", zh: "近180天无消费" },
    negative: refunded("in the last 180 days", "近180天"),
    action: BIGGER_BASKET,
    decimals: 0,
  },
  spendPrior90: {
    text: { en: "spent {value} in the 90 days before the last 90", zh: "此前90天（近90天之前）消费{value}" },
    zero: { en: "spent nothing in the 90 days before the last 90", zh: "此前90天（近90天之前）无消费" },
    negative: refunded("in the 90 days before the last 90", "此前90天（近90天之前）"),
    action: BIGGER_BASKET,
    decimals: 0,
  },
  averageBasket: { text: { en: "spends {value} a purchase", zh: "每次购买消费{value}" }, action: BIGGER_BASKET, decimals: 0 },
  lastBasketRatio: {
    once: boughtOnce(", and so has no usual basket yet", "，尚无平时的金额"),
    text: { en: "the last basket was {value} of the usual one", zh: "最近一次购物金额为平时的{value}" },
    action: BIGGER_BASKET,
    decimals: "percent",
  },
  linesPerPurchase: { text: { en: "buys {value} {product|products} at a time", zh: "每次购买{value}件商品" }, action: WIDEN, decimals: 1 },
  returnRate: {
    text: { en: "has sent back {value} of what was bought", zh: "退货金额占购买金额的{value}" },
    zero: { en: "has never sent anything back", zh: "从未退货" },
    action: REPAIR,
    decimals: "percent",
  },
  nextSeason: {
    text: { en: "makes {value} of the purchases in the coming season", zh: "即将到来的季节占其购买的{value}" },
    zero: { en: "has never bought in the coming season", zh: "从未在即将到来的季节购买" },
    action: SEASON,
    decimals: "percent",
  },
  distinctProducts: { text: { en: "knows {value} {product|products}", zh: "购买过{value}种商品" }, action: WIDEN, decimals: 0 },
  distinctCategories: { text: { en: "knows {value} {category|categories}", zh: "购买过{value}个品类" }, action: WIDEN, decimals: 0 },
  recentCategories: {
    text: { en: "bought from {value} {category|categories} in the last 90 days", zh: "近90天购买{value}个品类" },
    zero: { en: "bought from no category in the last 90 days", zh: "近90天未购买任何品类" },
    action: WIDEN,
    decimals: 0,
  },
  discountedShare: {
    text: { en: "buys {value} of the time with a discount", zh: "{value}的购买使用了折扣" },
    zero: { en: "has never bought with a discount", zh: "从未使用折扣" },
    action: FULL_PRICE,
    decimals: "percent",
  },
};

/** For features without a row in the table. */
export const OTHER_REASON: ReasonWording = {
  text: { en: "{feature} is {value}", zh: "{feature}为{value}" },
  action: { en: "Look at this customer's {feature} and ask about it.", zh: "查看该客户的{feature}并主动询问。" },
  decimals: 2,
};

/** For values that are not known. */
export const UNKNOWN_REASON: Bilingual = { en: "{feature} is not known", zh: "{feature}未知" };
