/** The signs that a customer is drifting away, as data: what is compared, and from where it counts. */

export type WarningSign =
  | "gap_stretched"
  | "basket_shrinking"
  | "breadth_narrowing"
  | "returns_rising"
  | "complaints_rising"
  | "discounts_rising";

/** One sign. */
export interface WarningRule {
  readonly key: WarningSign;
  readonly name: { readonly en: string; readonly zh: string };
  /** What is measured, of the latest purchases and of those before. */
  readonly measure: string;
  /** What it needs. */
  readonly needs: string;
  readonly action: string;
  /** How recent and earlier are compared: recent ÷ earlier, or recent − earlier. */
  readonly compare: "ratio" | "difference";
  /** The sign is there from this value on, upwards or downwards. */
  readonly from: number;
  readonly direction: "up" | "down";
}

/** Six signs. The bounds are ours; other ones go into the options of `earlyWarnings`. */
export const WARNING_SIGNS: readonly WarningRule[] = [
  {
    key: "gap_stretched",
    name: { en: "Gap stretched", zh: "购买间隔拉长" },
    measure: "days since the last purchase, against the expected gap",
    needs: "two repeats",
    action: "Remind them now of what they use up.",
    compare: "ratio",
    from: 2,
    direction: "up",
  },
  {
    key: "basket_shrinking",
    name: { en: "Basket shrinking", zh: "客单价下降" },
    measure: "money a purchase",
    needs: "amounts",
    action: "Show what goes with what they buy; ask what they buy elsewhere now.",
    compare: "ratio",
    from: 0.6,
    direction: "down",
  },
  {
    key: "breadth_narrowing",
    name: { en: "Breadth narrowing", zh: "购买品类减少" },
    measure: "categories (without them, products) a purchase",
    needs: "categories or products",
    action: "Ask what has become better elsewhere; offer the categories they left.",
    compare: "ratio",
    from: 0.6,
    direction: "down",
  },
  {
    key: "returns_rising",
    name: { en: "Returns rising", zh: "退货增加" },
    measure: "money refunded ÷ money paid",
    needs: "refunds",
    action: "Find out what is wrong with the goods or with what was promised.",
    compare: "difference",
    from: 0.15,
    direction: "up",
  },
  {
    key: "complaints_rising",
    name: { en: "Complaints rising", zh: "投诉增加" },
    measure: "complaints a purchase",
    needs: "complaints",
    action: "Call, put it right and say so.",
    compare: "difference",
    from: 0.3,
    direction: "up",
  },
  {
    key: "discounts_rising",
    name: { en: "Discount dependence rising", zh: "折扣依赖上升" },
    measure: "money of discounted lines ÷ money of lines that state their discount",
    needs: "discounts",
    action: "Give other reasons to come than the price.",
    compare: "difference",
    from: 0.25,
    direction: "up",
  },
];
