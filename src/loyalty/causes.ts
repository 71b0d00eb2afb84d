/**
 * Why a customer buys again: seven causes, of which the last alone is loyalty to the shop itself.
 *
 * - [1] Sindell, K. (2000). Loyalty Marketing for the Internet Age. Dearborn: the kinds of repeat purchase, as textbooks list them.
 *
 * The books describe the causes in words. The bounds here are ours; change them in a table of your own.
 */

import type { TypeExplanation } from "./explain-type.js";
import { explainRule, type Indicators, type RuleTable, ruleOf } from "./rules.js";

export type RepeatCause = "monopoly" | "inertia" | "latent" | "convenience" | "price" | "incentive" | "super_value" | "unknown";

/** What the causes are told by. */
export type CauseIndicator =
  | "alternatives"
  | "attitude"
  | "purchases"
  | "discountDependence"
  | "incentiveShare"
  | "convenience"
  | "switchingCost";

/** The first that matches, what is particular before what is general; `unknown` when none does. */
export const REPEAT_CAUSES: RuleTable<RepeatCause, CauseIndicator> = {
  kind: "rule-table",
  key: "repeat-causes",
  indicators: {
    alternatives: "other shops from which the customer could buy",
    attitude: "attitude to the shop, 0 to 100",
    purchases: "purchases so far",
    discountDependence: "share of the money spent on discounted goods, 0 to 1",
    incentiveShare: "share of the purchases that used points, coupons or rewards, 0 to 1",
    convenience: "how far nearness and ease decide, 0 to 100",
    switchingCost: "how hard it would be to change, 0 to 100",
  },
  types: [
    {
      key: "monopoly",
      name: { en: "Monopoly", zh: "垄断忠诚" },
      description: "Buy again because there is nobody else.",
      action: "Serve them as if they could leave: one day they can.",
      when: [{ purchases: { from: 2 }, alternatives: { upTo: 0 } }],
    },
    {
      key: "incentive",
      name: { en: "Incentive", zh: "激励忠诚" },
      description: "Buy again for points, coupons and rewards.",
      action: "Tie rewards to what they would miss without them; test who buys without.",
      when: [{ purchases: { from: 2 }, incentiveShare: { from: 0.5 } }],
    },
    {
      key: "price",
      name: { en: "Price", zh: "价格忠诚" },
      description: "Buy again because it is cheap, and only then.",
      action: "Tell them of sales; do not pay for their loyalty.",
      when: [{ purchases: { from: 2 }, discountDependence: { from: 0.5 } }],
    },
    {
      key: "super_value",
      name: { en: "Super-value", zh: "超值忠诚" },
      description: "Buy again from conviction, and say so to others.",
      action: "Keep the promise, thank them, ask them to recommend.",
      when: [{ purchases: { from: 2 }, attitude: { from: 70 } }],
    },
    {
      key: "convenience",
      name: { en: "Convenience", zh: "方便忠诚" },
      description: "Buy again because it is near and easy.",
      action: "Stay the easiest: stock, hours, delivery.",
      when: [{ purchases: { from: 2 }, convenience: { from: 70 } }],
    },
    {
      key: "latent",
      name: { en: "Latent", zh: "潜在忠诚" },
      description: "Would like to buy again; rules, range or circumstance keep them from it.",
      action: "Find the obstacle and take it away.",
      when: [{ attitude: { from: 70 }, purchases: { upTo: 1 } }],
    },
    {
      key: "inertia",
      name: { en: "Inertia", zh: "惰性忠诚" },
      description: "Buy again from habit: changing is more trouble than it is worth.",
      action: "Show what is better here, before somebody makes changing easy.",
      when: [
        { purchases: { from: 2 }, attitude: { below: 50 } },
        { purchases: { from: 2 }, switchingCost: { from: 70 } },
      ],
    },
    {
      key: "unknown",
      name: { en: "Unknown", zh: "未知" },
      description: "Nothing that is known points to a cause.",
      action: "Ask why they buy here.",
      when: [{}],
    },
  ],
};

/**
 * Why a customer buys again, by the indicators at hand; "unknown" when they point to nothing.
 *
 * @param table default `REPEAT_CAUSES`
 * @throws InvalidInputError for an indicator that the table does not know or that is not a finite number.
 *
 * @example
 * repeatCause({ purchases: 6, discountDependence: 0.8 }); // => "price"
 * repeatCause({ purchases: 6 }); // => "unknown"
 */
export function repeatCause<Key extends string = RepeatCause, Indicator extends string = CauseIndicator>(
  indicators: Indicators<Indicator>,
  table: RuleTable<Key, Indicator> = REPEAT_CAUSES as never,
): Key {
  return ruleOf(table, indicators).key;
}

/**
 * The cause with its reason and what to do.
 *
 * @throws InvalidInputError as `repeatCause`.
 *
 * @example
 * explainCause({ purchases: 6, discountDependence: 0.8 }).why; // => "purchases 6 (from 2), discountDependence 0.8 (from 0.5)"
 */
export function explainCause<Key extends string = RepeatCause, Indicator extends string = CauseIndicator>(
  indicators: Indicators<Indicator>,
  table: RuleTable<Key, Indicator> = REPEAT_CAUSES as never,
): TypeExplanation<Key> {
  return explainRule(table, indicators);
}
