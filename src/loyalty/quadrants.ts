/**
 * Typologies of loyalty as tables.
 *
 * - [1] Dick, A. S. & Basu, K. (1994). Customer loyalty: toward an integrated conceptual framework. Journal of the Academy of
 *   Marketing Science 22(2), 99–113. doi:10.1177/0092070394222001
 * - [2] Jones, T. O. & Sasser, W. E. (1995). Why satisfied customers defect. Harvard Business Review 73(6), 88–99.
 */
import type { Typology } from "./typology.js";

/** Types of `DICK_BASU`. */
export type DickBasuType = "loyal" | "latent" | "spurious" | "none";

const ATTITUDE = { key: "attitude", name: { en: "Relative attitude", zh: "相对态度" } } as const;

/** [1]: attitude relative to other shops, and repeat patronage. */
export const DICK_BASU: Typology<DickBasuType, "attitude" | "patronage"> = {
  kind: "typology",
  key: "dick-basu",
  name: { en: "Attitude and patronage", zh: "态度—行为忠诚矩阵" },
  dimensions: [
    { ...ATTITUDE, levels: ["low", "high"] },
    { key: "patronage", name: { en: "Repeat patronage", zh: "重复购买" }, levels: ["low", "high"] },
  ],
  types: [
    {
      key: "loyal",
      name: { en: "Loyal", zh: "忠诚" },
      description: "Prefer the shop and buy here again and again.",
      action: "Keep the promise, thank them, ask them to recommend.",
      cells: [{ attitude: "high", patronage: "high" }],
    },
    {
      key: "latent",
      name: { en: "Latent loyalty", zh: "潜在忠诚" },
      description: "Prefer the shop and seldom buy: something is in the way.",
      action: "Find what keeps them: distance, range, stock, price of delivery. Take it away.",
      cells: [{ attitude: "high", patronage: "low" }],
    },
    {
      key: "spurious",
      name: { en: "Spurious loyalty", zh: "虚假忠诚" },
      description: "Buy often without preferring the shop: from habit, or for want of another.",
      action: "Show what is better here, before a competitor makes leaving easy.",
      cells: [{ attitude: "low", patronage: "high" }],
    },
    {
      key: "none",
      name: { en: "No loyalty", zh: "不忠诚" },
      description: "Neither prefer the shop nor buy often.",
      action: "Spend little. Make the shop known, or let them go.",
      cells: [{ attitude: "low", patronage: "low" }],
    },
  ],
};

/** Types of `JONES_SASSER`. */
export type JonesSasserType = "apostle" | "mercenary" | "hostage" | "defector";

/** [2]: satisfaction, and loyalty as behaviour. */
export const JONES_SASSER: Typology<JonesSasserType, "satisfaction" | "loyalty"> = {
  kind: "typology",
  key: "jones-sasser",
  name: { en: "Satisfaction and loyalty", zh: "满意—忠诚矩阵" },
  dimensions: [
    { key: "satisfaction", name: { en: "Satisfaction", zh: "满意度" }, levels: ["low", "high"] },
    { key: "loyalty", name: { en: "Loyalty", zh: "忠诚度" }, levels: ["low", "high"] },
  ],
  types: [
    {
      key: "apostle",
      name: { en: "Loyalist or apostle", zh: "传道者（忠诚者）" },
      description: "Satisfied and staying; the most satisfied tell others.",
      action: "Keep them delighted, and give them something to tell.",
      cells: [{ satisfaction: "high", loyalty: "high" }],
    },
    {
      key: "mercenary",
      name: { en: "Mercenary", zh: "图利者" },
      description: "Satisfied and going: they follow price, chance or fashion.",
      action: "Give a reason to stay that a lower price does not beat, or count on single purchases.",
      cells: [{ satisfaction: "high", loyalty: "low" }],
    },
    {
      key: "hostage",
      name: { en: "Hostage", zh: "囚禁者" },
      description: "Dissatisfied and staying, as they have no choice. Costly to serve, and gone when one appears.",
      action: "Answer their complaints now, while they are still here.",
      cells: [{ satisfaction: "low", loyalty: "high" }],
    },
    {
      key: "defector",
      name: { en: "Defector or terrorist", zh: "背叛者（破坏者）" },
      description: "Dissatisfied and going; the least satisfied tell others.",
      action: "Make good what went wrong and ask why; do not buy back those who are no fit.",
      cells: [{ satisfaction: "low", loyalty: "low" }],
    },
  ],
};
