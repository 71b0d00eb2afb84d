/**
 * Attitude beside share of category.
 *
 * - [1] Knox, S. & Walker, D. (2001). Measuring and managing brand loyalty. Journal of Strategic Marketing 9(2), 111–128: share of
 *   category requirements and brand commitment side by side. The nine names are ours.
 */
import type { Typology } from "./typology.js";

/** Types of `ATTITUDE_BEHAVIOUR`: what they do, and what they think. */
export type AttitudeBehaviourType =
  | "committed"
  | "habitual"
  | "captive"
  | "split_devoted"
  | "split_neutral"
  | "split_detached"
  | "admirer"
  | "occasional"
  | "stranger";

type AttitudeLevel = "high" | "middle" | "low";
type ShareLevel = "single-brand loyal" | "multi-brand loyal" | "not loyal";

function nine(
  key: AttitudeBehaviourType,
  en: string,
  zh: string,
  share: ShareLevel,
  attitude: AttitudeLevel,
  description: string,
  action: string,
) {
  return { key, name: { en, zh }, description, action, cells: [{ share, attitude }] };
}

/** [1]: share of the category bought here, and attitude, three levels each. Both pairs of cut-offs are the caller's. */
export const ATTITUDE_BEHAVIOUR: Typology<AttitudeBehaviourType, "share" | "attitude"> = {
  kind: "typology",
  key: "attitude-behaviour",
  name: { en: "Attitude by behaviour", zh: "态度行为九宫格" },
  dimensions: [
    {
      key: "share",
      name: { en: "Share of category", zh: "品类份额" },
      levels: ["not loyal", "multi-brand loyal", "single-brand loyal"],
    },
    { key: "attitude", name: { en: "Attitude", zh: "态度" }, levels: ["low", "middle", "high"] },
  ],
  types: [
    nine(
      "committed",
      "Committed",
      "单一品牌忠诚·态度高",
      "single-brand loyal",
      "high",
      "Buy all here, from conviction.",
      "Keep and thank.",
    ),
    nine(
      "habitual",
      "Habitual",
      "单一品牌忠诚·态度中",
      "single-brand loyal",
      "middle",
      "Buy all here, from habit.",
      "Give reasons to prefer.",
    ),
    nine(
      "captive",
      "Captive",
      "单一品牌忠诚·态度低",
      "single-brand loyal",
      "low",
      "Buy all here, unwillingly.",
      "Mend what they dislike, now.",
    ),
    nine(
      "split_devoted",
      "Split, devoted",
      "多品牌忠诚·态度高",
      "multi-brand loyal",
      "high",
      "Like it here, buy here too.",
      "Widen the range.",
    ),
    nine(
      "split_neutral",
      "Split, neutral",
      "多品牌忠诚·态度中",
      "multi-brand loyal",
      "middle",
      "One shop of several.",
      "Offer bundles and more.",
    ),
    nine(
      "split_detached",
      "Split, detached",
      "多品牌忠诚·态度低",
      "multi-brand loyal",
      "low",
      "Buy here for want of better.",
      "Ask what others do better.",
    ),
    nine("admirer", "Admirer", "不忠诚·态度高", "not loyal", "high", "Like the shop and hardly buy.", "Find what is in the way."),
    nine("occasional", "Occasional", "不忠诚·态度中", "not loyal", "middle", "Buy by chance.", "Be present when the need arises."),
    nine("stranger", "Stranger", "不忠诚·态度低", "not loyal", "low", "Neither like it nor buy.", "Spend nothing."),
  ],
};
