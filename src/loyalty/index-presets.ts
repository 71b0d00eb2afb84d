/**
 * Ready-made trees of criteria.
 *
 * - [1] The loyalty evaluation system of Chinese textbooks on customer relationship management (客户忠诚度评价指标体系): perceived value,
 *   satisfaction, switching cost, trust.
 * - [2] Zhang, Y., Bradlow, E. T. & Small, D. S. (2015). Predicting customer value using clumpiness. Marketing Science 34(2): regularity
 *   beside recency, frequency and money.
 */
import type { Criterion, LeafScale } from "./criteria.js";

const leaf = (key: string, en: string, zh: string): Criterion => ({ key, name: { en, zh } });

/**
 * The textbooks' three-level loyalty evaluation system [1], for a survey: one question for each leaf. Weights are equal until the shop
 * gives its judgements: `fitIndexSystem(LOYALTY_EVALUATION, [], { scale, judgements: { loyalty, perceived_value, … } })`.
 */
export const LOYALTY_EVALUATION: Criterion = {
  key: "loyalty",
  name: { en: "Customer loyalty", zh: "客户忠诚度" },
  children: [
    {
      key: "perceived_value",
      name: { en: "Perceived value", zh: "客户感知价值" },
      children: [
        /* @__PURE__ */ leaf("price_quality", "Quality for the price", "性价比"),
        /* @__PURE__ */ leaf("delivery_speed", "Speed of delivery", "交货速度"),
        /* @__PURE__ */ leaf("basic_information", "Basic information", "提供基本信息"),
        /* @__PURE__ */ leaf("keeping_promises", "Keeping promises", "履行承诺"),
        /* @__PURE__ */ leaf("personalised_information", "Personalised information", "提供个性化信息"),
        /* @__PURE__ */ leaf("special_training", "Special training", "提供专门培训"),
        /* @__PURE__ */ leaf("working_attitude", "Working attitude", "工作态度"),
      ],
    },
    {
      key: "satisfaction",
      name: { en: "Satisfaction", zh: "客户满意度" },
      children: [
        /* @__PURE__ */ leaf("sales_staff", "With sales staff", "对销售人员的满意度"),
        /* @__PURE__ */ leaf("after_sales", "With after-sales service and training", "对售后服务与培训的满意度"),
      ],
    },
    {
      key: "switching_cost",
      name: { en: "Switching cost", zh: "转换成本" },
      children: [
        /* @__PURE__ */ leaf("retraining", "Retraining staff", "重新培训员工"),
        /* @__PURE__ */ leaf("changing_workflow", "Changing the workflow", "改变工作流程"),
        /* @__PURE__ */ leaf("new_procedures", "Setting up new trading procedures", "建立新的交易程序"),
        /* @__PURE__ */ leaf("relearning_needs", "Having needs learned anew", "让新供应商重新了解需求"),
      ],
    },
    {
      key: "trust",
      name: { en: "Trust", zh: "客户信任" },
      children: [
        /* @__PURE__ */ leaf("ability", "Ability to meet needs", "满足需求的能力"),
        /* @__PURE__ */ leaf("honesty", "Honesty", "诚实"),
        /* @__PURE__ */ leaf("fairness", "Fairness", "公平"),
      ],
    },
  ],
};

const PERCENTILE: LeafScale = { kind: "percentile" };
const SHARE: LeafScale = { kind: "bounds", from: 0, to: 1 };

const ranked = (key: string, en: string, zh: string): Criterion => ({ key, name: { en, zh }, scale: PERCENTILE });
const share = (key: string, en: string, zh: string): Criterion => ({ key, name: { en, zh }, scale: SHARE });
const lower = (criterion: Criterion): Criterion => ({ ...criterion, lowerIsBetter: true });

/**
 * Loyalty from transactions alone, for shops without surveys. Leaves are measures of behaviour: counts, days and growth rates by
 * percentile among the shop's customers; shares from 0 to 1. A measure that is missing, as the gaps of who bought once, lowers the
 * coverage only. `fitIndexSystem(BEHAVIOUR_LOYALTY, customers)`.
 */
export const BEHAVIOUR_LOYALTY: Criterion = {
  key: "behavioural_loyalty",
  name: { en: "Behavioural loyalty", zh: "行为忠诚度" },
  children: [
    {
      key: "patronage",
      name: { en: "Repeat patronage", zh: "重复购买" },
      children: [
        /* @__PURE__ */ ranked("repeats", "Repeat purchases", "重复购买次数"),
        /* @__PURE__ */ ranked("tenure", "Days since the first purchase", "客户关系时长"),
        /* @__PURE__ */ ranked("spendGrowth", "Growth of spend", "消费金额增长"),
      ],
    },
    {
      key: "presence",
      name: { en: "Still there", zh: "持续活跃" },
      children: [
        /* @__PURE__ */ lower(/* @__PURE__ */ ranked("overdueRatio", "Time since the last purchase by own mean gap", "超期比率")),
        /* @__PURE__ */ lower(/* @__PURE__ */ ranked("daysSinceLast", "Days since the last purchase", "距上次购买天数")),
      ],
    },
    {
      key: "habit",
      name: { en: "Habit", zh: "购买规律性" },
      children: [
        /* @__PURE__ */ share("regularity", "Regularity of the gaps", "购买间隔规律性"),
        /* @__PURE__ */ lower(/* @__PURE__ */ share("clumpiness", "Clumpiness", "购买聚集度")),
      ],
    },
    {
      key: "cross_buying",
      name: { en: "Cross-buying", zh: "交叉购买" },
      children: [
        /* @__PURE__ */ ranked("categories", "Categories bought", "购买品类数"),
        /* @__PURE__ */ ranked("products", "Products bought", "购买商品数"),
      ],
    },
    {
      key: "price_insensitivity",
      name: { en: "Insensitivity to price", zh: "价格不敏感度" },
      children: [/* @__PURE__ */ share("fullPriceShare", "Share of purchases at full price", "全价购买比例")],
    },
    {
      key: "tolerance",
      name: { en: "Tolerance of faults", zh: "对产品问题的容忍度" },
      children: [
        /* @__PURE__ */ lower(/* @__PURE__ */ share("returnRate", "Money refunded of money paid", "退货率")),
        /* @__PURE__ */ lower(/* @__PURE__ */ share("complaintRate", "Complaints per purchase", "投诉率")),
        /* @__PURE__ */ share("repurchaseAfterFault", "Faults after which they bought again", "故障后再购率"),
      ],
    },
  ],
};
