import type { RfmPreset, RfmRule, RfmSegmentLabel } from "./segments.js";

/** Segments of `RFM_GRID`. */
export type RfmGridSegment =
  | "champions"
  | "loyal"
  | "potential_loyalist"
  | "new"
  | "promising"
  | "needs_attention"
  | "about_to_sleep"
  | "at_risk"
  | "cant_lose"
  | "hibernating";

/** Segments of `KLAVIYO`. */
export type KlaviyoSegment = "champions" | "loyal" | "recent" | "needs_attention" | "at_risk" | "inactive";

/** Segments of `CLASSIC_125`. */
export type Classic125Segment = RfmGridSegment | "lost";

const CHAMPIONS = {
  key: "champions",
  name: { en: "Champions", zh: "重要价值客户" },
  description: "Bought very recently and buy most often.",
  action: "Reward them, show them new products first, ask for reviews and referrals.",
} as const;

const LOYAL = {
  key: "loyal",
  name: { en: "Loyal", zh: "忠诚客户" },
  description: "Buy often, and not long ago.",
  action: "Offer the next better product and a place in the loyalty programme.",
} as const;

const POTENTIAL_LOYALIST = {
  key: "potential_loyalist",
  name: { en: "Potential loyalist", zh: "潜力忠诚客户" },
  description: "Recent customers who have bought more than once.",
  action: "Offer membership and recommend what others bought next.",
} as const;

const NEW = {
  key: "new",
  name: { en: "New", zh: "新客户" },
  description: "Bought very recently, for the first time or nearly so.",
  action: "Welcome them and help with the first product, then lead to the second order.",
} as const;

const PROMISING = {
  key: "promising",
  name: { en: "Promising", zh: "有潜力客户" },
  description: "Fairly recent, few orders so far.",
  action: "Make the shop known to them and offer a small reason to come back.",
} as const;

const NEEDS_ATTENTION = {
  key: "needs_attention",
  name: { en: "Needs attention", zh: "需关注客户" },
  description: "Middling in everything and beginning to stay away.",
  action: "Make a limited offer that follows from what they bought.",
} as const;

const ABOUT_TO_SLEEP = {
  key: "about_to_sleep",
  name: { en: "About to sleep", zh: "即将沉睡客户" },
  description: "Few orders, and the last is some time ago.",
  action: "Remind them with popular products or a discount before they are gone.",
} as const;

const AT_RISK = {
  key: "at_risk",
  name: { en: "At risk", zh: "流失风险客户" },
  description: "Bought often, but not for a long time.",
  action: "Write personally, renew the offer, ask what went wrong.",
} as const;

const CANT_LOSE = {
  key: "cant_lose",
  name: { en: "Can't lose", zh: "重要挽留客户" },
  description: "Once among the best customers, absent for long.",
  action: "Win them back: call or write personally and do not lose them to a competitor.",
} as const;

const HIBERNATING = {
  key: "hibernating",
  name: { en: "Hibernating", zh: "沉睡客户" },
  description: "Few orders, long ago.",
  action: "Include them in large campaigns only; spend little.",
} as const;

const RECENT = {
  key: "recent",
  name: { en: "Recent", zh: "近期客户" },
  description: "Bought recently, with few orders or little money so far.",
  action: "Thank them and suggest a second order that suits the first.",
} as const;

const INACTIVE = {
  key: "inactive",
  name: { en: "Inactive", zh: "不活跃客户" },
  description: "Long away, with few orders.",
  action: "Try to win them back once, then send less.",
} as const;

const LOST = {
  key: "lost",
  name: { en: "Lost", zh: "流失客户" },
  description: "The longest away, with the fewest orders.",
  action: "One last attempt to win them back, then leave them out.",
} as const;

/**
 * Ten segments by recency and frequency, as most courses and tools draw them;
 * money does not matter. Of the 5 × 5 grid each cell has exactly one segment.
 */
export const RFM_GRID: RfmPreset<RfmGridSegment> = /* @__PURE__ */ preset("rfm-grid", 5, [
  [CHAMPIONS, [{ r: [5, 5], f: [4, 5] }]],
  [LOYAL, [{ r: [3, 4], f: [4, 5] }]],
  [POTENTIAL_LOYALIST, [{ r: [4, 5], f: [2, 3] }]],
  [NEW, [{ r: [5, 5], f: [1, 1] }]],
  [PROMISING, [{ r: [4, 4], f: [1, 1] }]],
  [NEEDS_ATTENTION, [{ r: [3, 3], f: [3, 3] }]],
  [ABOUT_TO_SLEEP, [{ r: [3, 3], f: [1, 2] }]],
  [AT_RISK, [{ r: [1, 2], f: [3, 4] }]],
  [CANT_LOSE, [{ r: [1, 2], f: [5, 5] }]],
  [HIBERNATING, [{ r: [1, 2], f: [1, 2] }]],
]);

/** Klaviyo's six groups: all 27 codes of three scores once each. Use with `rfmCuts(rows, { bins: 3 })`. */
export const KLAVIYO: RfmPreset<KlaviyoSegment> = /* @__PURE__ */ preset("klaviyo", 3, [
  [CHAMPIONS, "333 332 323"],
  [LOYAL, "321 322 331 232 233"],
  [RECENT, "311 312 313 222 223"],
  [NEEDS_ATTENTION, "213 221 123 132 133"],
  [AT_RISK, "231 212 122 131 211"],
  [INACTIVE, "111 112 113 121"],
]);

/** Eleven segments by all three scores: the list of 125 codes that SQL recipes share. */
export const CLASSIC_125: RfmPreset<Classic125Segment> = /* @__PURE__ */ preset("classic125", 5, [
  [CHAMPIONS, "555 554 544 545 454 455 445"],
  [LOYAL, "543 444 435 355 354 345 344 335"],
  [POTENTIAL_LOYALIST, "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"],
  [NEW, "512 511 422 421 412 411 311"],
  [PROMISING, "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313"],
  [NEEDS_ATTENTION, "535 534 443 434 343 334 325 324"],
  [ABOUT_TO_SLEEP, "331 321 312 221 213"],
  [AT_RISK, "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"],
  [CANT_LOSE, "155 154 144 214 215 115 114 113"],
  [HIBERNATING, "332 322 231 241 251 233 232 223 222 132 123 122 212 211"],
  [LOST, "111 112 121 131 141 151"],
]);

/** A call marked pure, and not spreads in a literal, so that bundlers can drop the presets nobody uses. */
function preset<Key extends string>(
  key: string,
  bins: number,
  segments: readonly (readonly [RfmSegmentLabel<Key>, RfmRule | string])[],
): RfmPreset<Key> {
  return {
    kind: "rfm-preset",
    key,
    bins: { r: bins, f: bins, m: bins },
    match: "exactly-one",
    segments: segments.map(([label, rule]) => ({ ...label, rule: typeof rule === "string" ? [{ codes: rule.split(" ") }] : rule })),
  };
}
