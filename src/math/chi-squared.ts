import { regularisedGammaQ } from "./incomplete-gamma.js";

/** The share of a chi-squared variable above a value; DLMF 8.2.4 with a = df / 2. */
export function chiSquaredTail(value: number, degreesOfFreedom: number): number {
  return regularisedGammaQ(degreesOfFreedom / 2, value / 2);
}
