/**
 * The loyalty ladder.
 *
 * - [1] Christopher, M., Payne, A. & Ballantyne, D. (1991). Relationship Marketing. Butterworth-Heinemann.
 *
 * The book names the rungs. The bounds here are ours; change them in a table of your own.
 */

import type { TypeExplanation } from "./explain-type.js";
import { explainRule, type Indicators, type RuleTable, ruleOf } from "./rules.js";

export type LadderRung = "suspect" | "prospect" | "purchaser" | "client" | "supporter" | "advocate" | "partner";

/** What the rungs are told by. */
export type LadderIndicator = "contacts" | "purchases" | "attitude" | "referrals" | "recommends" | "jointProjects";

/** From the top rung down: the first that matches. */
export const LOYALTY_LADDER: RuleTable<LadderRung, LadderIndicator> = {
  kind: "rule-table",
  key: "loyalty-ladder",
  indicators: {
    contacts: "enquiries, visits or sign-ups before any purchase",
    purchases: "purchases so far",
    attitude: "attitude or satisfaction, 0 to 100",
    referrals: "customers whom this one brought",
    recommends: "how likely to recommend, 0 to 10",
    jointProjects: "contracts, developments or resale together",
  },
  types: [
    {
      key: "partner",
      name: { en: "Partner", zh: "合作伙伴" },
      description: "Works with the shop for the good of both.",
      action: "Share plans, and what is earned.",
      when: [{ jointProjects: { from: 1 }, purchases: { from: 1 } }],
    },
    {
      key: "advocate",
      name: { en: "Advocate", zh: "拥护者" },
      description: "Buys and brings others.",
      action: "Give them something to tell, and thank them for whom they bring.",
      when: [
        { referrals: { from: 1 }, purchases: { from: 2 } },
        { recommends: { from: 9 }, purchases: { from: 2 } },
      ],
    },
    {
      key: "supporter",
      name: { en: "Supporter", zh: "支持者" },
      description: "Buys again and likes the shop, but says so to few.",
      action: "Ask for a review, and make it easy to recommend.",
      when: [{ purchases: { from: 2 }, attitude: { from: 70 } }],
    },
    {
      key: "client",
      name: { en: "Client", zh: "常客" },
      description: "Buys again; what they think is neutral or not known.",
      action: "Ask what they think; give more than they expect.",
      when: [{ purchases: { from: 2 } }],
    },
    {
      key: "purchaser",
      name: { en: "Purchaser", zh: "购买者" },
      description: "Bought once.",
      action: "Lead to the second order.",
      when: [{ purchases: { from: 1 } }],
    },
    {
      key: "prospect",
      name: { en: "Prospect", zh: "潜在客户" },
      description: "Has shown interest and not bought.",
      action: "Answer the question they came with, and offer a first step.",
      when: [{ contacts: { from: 1 } }],
    },
    {
      key: "suspect",
      name: { en: "Suspect", zh: "可能客户" },
      description: "Might have a use for what the shop sells.",
      action: "Make the shop known where they look.",
      when: [{}],
    },
  ],
};

/**
 * The rung on which a customer stands. What is not known counts as not there: a repeat buyer nobody asked is a client.
 *
 * @param table default `LOYALTY_LADDER`
 * @throws InvalidInputError for an indicator that the table does not know or that is not a finite number.
 *
 * @example
 * ladderRung({ purchases: 4, attitude: 80 }); // => "supporter"
 * ladderRung({ purchases: 4 }); // => "client"
 * ladderRung({}); // => "suspect"
 */
export function ladderRung<Key extends string = LadderRung, Indicator extends string = LadderIndicator>(
  indicators: Indicators<Indicator>,
  table: RuleTable<Key, Indicator> = LOYALTY_LADDER as never,
): Key {
  return ruleOf(table, indicators).key;
}

/**
 * The rung with its reason and what leads further.
 *
 * @throws InvalidInputError as `ladderRung`.
 *
 * @example
 * explainRung({ purchases: 4, recommends: 10 }).why; // => "recommends 10 (from 9), purchases 4 (from 2)"
 */
export function explainRung<Key extends string = LadderRung, Indicator extends string = LadderIndicator>(
  indicators: Indicators<Indicator>,
  table: RuleTable<Key, Indicator> = LOYALTY_LADDER as never,
): TypeExplanation<Key> {
  return explainRule(table, indicators);
}
