/**
 * How loyalty follows satisfaction where customers can choose, and where they cannot.
 *
 * - [1] Jones, T. O. & Sasser, W. E. (1995). Why satisfied customers defect. Harvard Business Review 73(6), 88–99: where customers
 *   can choose, loyalty rises steeply only near full satisfaction; where they cannot, dissatisfied customers stay too.
 */
import { invalid } from "../errors.js";
import type { Bilingual } from "./typology.js";

/** How freely customers can choose. */
export type Competition = "monopoly" | "low" | "moderate" | "high" | "intense";

/**
 * Curves in the shape of the figure of [1], which is drawn without numbers: loyalty = satisfaction ^ exponent, both 0 to 1. The
 * exponents are ours and put the industries of the figure in its order.
 */
export const SATISFACTION_CURVES: Readonly<
  Record<Competition, { readonly name: Bilingual; readonly exponent: number; readonly description: string }>
> = {
  monopoly: {
    name: { en: "Monopoly", zh: "垄断" },
    exponent: 0.1,
    description: "The local telephone of the figure: everybody stays, satisfied or not, until the monopoly ends.",
  },
  low: { name: { en: "Little competition", zh: "低度竞争" }, exponent: 0.4, description: "Airlines on their own routes: few other ways." },
  moderate: { name: { en: "Some competition", zh: "中度竞争" }, exponent: 1, description: "Hospitals: loyalty rises with satisfaction." },
  high: {
    name: { en: "Much competition", zh: "高度竞争" },
    exponent: 2.5,
    description: "Business computers: to satisfy is not enough, to satisfy fully is.",
  },
  intense: {
    name: { en: "Intense competition", zh: "激烈竞争" },
    exponent: 5,
    description: "Cars: any drop from full satisfaction is a large drop in loyalty.",
  },
};

/**
 * Loyalty, 0 to 1, that goes with a satisfaction of 0 to 100 under a kind of competition.
 *
 * @throws InvalidInputError for a satisfaction outside 0 … 100 and an unknown kind of competition.
 *
 * @example
 * expectedLoyalty(80, "intense"); // => 0.3277
 * expectedLoyalty(80, "monopoly"); // => 0.9779
 */
export function expectedLoyalty(satisfaction: number, competition: Competition): number {
  if (!(Number.isFinite(satisfaction) && satisfaction >= 0 && satisfaction <= 100))
    invalid("satisfaction", "a number from 0 to 100", satisfaction);
  if (!Object.hasOwn(SATISFACTION_CURVES, competition)) invalid("competition", Object.keys(SATISFACTION_CURVES).join(", "), competition);
  return (satisfaction / 100) ** SATISFACTION_CURVES[competition].exponent;
}
