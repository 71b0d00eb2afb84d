/** Three bands of buying again, by a probability or by what customers say. */
import type { Typology } from "./typology.js";

/** Bands of repurchase. */
export type RepurchaseBand = "high" | "middle" | "low";

const BANDS = [
  {
    key: "high",
    name: { en: "Likely to buy again", zh: "高度忠诚" },
    description: "Will probably buy again.",
    action: "No discount is needed: serve well, show what is new.",
  },
  {
    key: "middle",
    name: { en: "May buy again", zh: "中度忠诚" },
    description: "May buy again or not.",
    action: "A reminder or a small offer pays best here.",
  },
  {
    key: "low",
    name: { en: "Unlikely to buy again", zh: "低度忠诚" },
    description: "Will probably not buy again.",
    action: "Try once to win back, then spend no more.",
  },
] as const;

const LEVELS = ["low", "middle", "high"] as const;

/** By the probability of another purchase, 0 to 1: above 0.5, from 0.1 to 0.5, below 0.1. */
export const REPURCHASE_BANDS: Typology<RepurchaseBand, "probability"> = {
  kind: "typology",
  key: "repurchase-bands",
  name: { en: "Probability of buying again", zh: "重复购买概率" },
  dimensions: [
    {
      key: "probability",
      name: { en: "Probability of buying again", zh: "重复购买概率" },
      levels: LEVELS,
      range: [0, 1],
      cuts: [
        { at: 0.1, equal: "above" },
        { at: 0.5, equal: "below" },
      ],
    },
  ],
  types: BANDS.map((band) => ({ ...band, cells: [{ probability: band.key }] })),
};

/** By what customers say in a survey, 0 to 100: from 70, from 30, below. */
export const SURVEY_BANDS: Typology<RepurchaseBand, "score"> = {
  kind: "typology",
  key: "survey-bands",
  name: { en: "Intention to buy again", zh: "重复购买意向" },
  dimensions: [
    {
      key: "score",
      name: { en: "Intention to buy again, 0 to 100", zh: "重复购买意向得分" },
      levels: LEVELS,
      range: [0, 100],
      cuts: [
        { at: 30, equal: "above" },
        { at: 70, equal: "above" },
      ],
    },
  ],
  types: BANDS.map((band) => ({ ...band, cells: [{ score: band.key }] })),
};
