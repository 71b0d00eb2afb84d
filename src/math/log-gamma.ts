/**
 * ln Γ(x).
 *
 * - [1] Recurrence: DLMF 5.5.1. Series about 2: DLMF 5.7.3. Stirling: DLMF 5.11.1.
 */
import { stirlingTail } from "./stirling.js";

/** (ln(2π) − 1) / 2. */
const STIRLING_CONSTANT = 0.4189385332046727;

/**
 * ln Γ(x) for x > 0, to a few units in the last place, also close to its zeros 1 and 2. Above 10 Stirling's formula,
 * below it the recurrence into [3/2, 5/2]. Infinity at 0.
 */
export function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * (Math.log(x) - 1) + STIRLING_CONSTANT + stirlingTail(x);
  if (x < 0.5) return logGammaTwoPlus(x) - Math.log(x * (1 + x));
  if (x < 1.5) return logGammaTwoPlus(x - 1) - Math.log1p(x - 1);
  if (x <= 2.5) return logGammaTwoPlus(x - 2);
  let product = 1;
  do {
    x -= 1;
    product *= x;
  } while (x > 2.5);
  return Math.log(product) + logGammaTwoPlus(x - 2);
}

/** ln Γ(1 + x) for x ≥ 0, without rounding 1 + x where it shows. */
export function logGammaOnePlus(x: number): number {
  if (x <= 0.5) return logGammaTwoPlus(x) - Math.log1p(x);
  return x <= 1.5 ? logGammaTwoPlus(x - 1) : logGamma(x + 1);
}

/**
 * ln Γ(2 + t) for |t| ≤ 1/2, to an ulp or two however small t is: t times a polynomial of degree 17, interpolated at
 * Chebyshev points with 60 digits, relative error 2e-17. Even and odd powers apart, so that the two chains run side by side.
 */
export function logGammaTwoPlus(t: number): number {
  const u = t * t;
  const even =
    0.42278433509846713 +
    u *
      (-0.06735230105319563 +
        u *
          (-0.007385551028935545 +
            u *
              (-0.0011927539009983087 +
                u *
                  (-0.00022315497746292723 +
                    u *
                      (-4.4923727564247656e-5 + u * (-9.45628851510172e-6 + u * (-1.9743106888421067e-6 + u * -5.811277768921246e-7)))))));
  const odd =
    0.3224670334241132 +
    u *
      (0.02058080842778338 +
        u *
          (0.002890510330865901 +
            u *
              (0.0005096695196526673 +
                u *
                  (9.945761692157133e-5 +
                    u * (2.050601970174762e-5 + u * (4.3828545383846665e-6 + u * (9.242852225162277e-7 + u * 2.7475390051909663e-7)))))));
  return t * (even + t * odd);
}
