/**
 * The stages of a customer's life with a shop.
 *
 * - [1] Dwyer, F. R., Schurr, P. H. & Oh, S. (1987). Developing buyer-seller relationships. Journal of Marketing 51(2), 11–27: awareness,
 *   exploration, expansion, commitment, dissolution.
 * - [2] Stauss, B. & Friege, C. (1999). Regaining service customers. Journal of Service Research 1(4), 347–361: the won back.
 *
 * The papers name stages; the bounds are ours. Change them in a preset of your own.
 */
import type { StageLabel, StagePreset, StageRule } from "./stage-rules.js";

/** Stages of `LIFECYCLE_STAGES`. */
export type LifecycleStage = "prospect" | "first_time" | "developing" | "established" | "declining" | "dormant" | "lost" | "won_back";

/** Phases of `LIFECYCLE_PHASES`. */
export type LifecyclePhase = "acquisition" | "growth" | "maturity" | "decline";

const STAGES: readonly StageLabel<LifecycleStage>[] = [
  {
    key: "prospect",
    name: { en: "Prospect", zh: "潜在客户" },
    description: "Known to the shop, and has not bought.",
    action: "Answer the question they came with and make the first order easy.",
  },
  {
    key: "first_time",
    name: { en: "First-time", zh: "首购客户" },
    description: "Bought once, not so long ago that a second purchase is no longer to be expected.",
    action: "Help with the first product and lead to the second order.",
  },
  {
    key: "developing",
    name: { en: "Developing", zh: "成长客户" },
    description: "Bought two or three times and keeps coming.",
    action: "Show more of the range and offer membership.",
  },
  {
    key: "established",
    name: { en: "Established", zh: "成熟客户" },
    description: "Bought four times or more and keeps their rhythm.",
    action: "Serve well, reward, ask for referrals; no discount is needed.",
  },
  {
    key: "declining",
    name: { en: "Declining", zh: "衰退客户" },
    description: "Has waited more than twice their usual gap, or buys at less than half the former pace.",
    action: "Ask what is missing and remind them in time, before they are gone.",
  },
  {
    key: "dormant",
    name: { en: "Dormant", zh: "休眠客户" },
    description: "Away for longer than nearly all gaps after which customers return.",
    action: "Make a reason to come back, with an offer if they were worth it.",
  },
  {
    key: "lost",
    name: { en: "Lost", zh: "流失客户" },
    description: "Away for more than twice that long.",
    action: "One last attempt at those who were worth much; leave out the rest.",
  },
  {
    key: "won_back",
    name: { en: "Won back", zh: "赢回客户" },
    description: "Was lapsed, came back, and has bought at most twice since.",
    action: "Find out why they came back and treat the second start as a first one.",
  },
];

/** The rules of both presets, with the stage of the one and the phase of the other. */
const RULES: readonly (readonly [LifecycleStage, LifecyclePhase, StageRule["when"]])[] = [
  ["prospect", "acquisition", { purchases: { below: 1 } }],
  ["lost", "decline", { absence: { above: 2 } }],
  ["dormant", "decline", { absence: { above: 1 } }],
  ["won_back", "growth", { purchasesSinceReturn: { from: 1, upTo: 2 } }],
  ["first_time", "acquisition", { purchases: { below: 2 } }],
  ["declining", "decline", { overdueRatio: { above: 2 } }],
  ["declining", "decline", { purchases: { from: 4 }, pace: { below: 0.5 } }],
  ["established", "maturity", { purchases: { from: 4 } }],
  ["developing", "growth", {}],
];

/** Eight stages. */
export const LIFECYCLE_STAGES: StagePreset<LifecycleStage> = {
  kind: "lifecycle-stages",
  key: "lifecycle-stages",
  stages: STAGES,
  rules: /* @__PURE__ */ RULES.map(([stage, , when]) => ({ stage, when })),
};

/** The same lives in four phases: acquisition, growth, maturity and decline. */
export const LIFECYCLE_PHASES: StagePreset<LifecyclePhase> = {
  kind: "lifecycle-stages",
  key: "lifecycle-phases",
  stages: [
    {
      key: "acquisition",
      name: { en: "Acquisition", zh: "获取期" },
      description: "Has not bought, or once.",
      action: "Lead to the first order, then to the second.",
    },
    {
      key: "growth",
      name: { en: "Growth", zh: "成长期" },
      description: "Has begun to buy again, or anew.",
      action: "Show more of the range; make a habit of it.",
    },
    {
      key: "maturity",
      name: { en: "Maturity", zh: "成熟期" },
      description: "Buys in a rhythm.",
      action: "Keep what they like as it is, and reward.",
    },
    {
      key: "decline",
      name: { en: "Decline", zh: "衰退期" },
      description: "Late, slowing down or gone.",
      action: "Ask, remind, win back those who are worth it.",
    },
  ],
  rules: /* @__PURE__ */ RULES.map(([, stage, when]) => ({ stage, when })),
};
