/**
 * Differences of ψ over real steps, without the cancellation of their terms, however large x is.
 *
 * - [1] Recurrence: DLMF 5.5.2. Asymptotics: DLMF 5.11.2, here to x⁻⁴: with x ≥ 100 what is left out is below 3e-14.
 */
const LEAST = 100;

/** ψ(x + n) − ψ(x) for x > 0 and real n ≥ 0. */
export function digammaRise(x: number, n: number): number {
  let sum = 0;
  for (; x < LEAST; x++) sum += n / x / (x + n);
  return sum + Math.log1p(n / x) + n / x / (x + n) / 2 + tailRise(x, n);
}

/** (ψ(x + n) − ψ(x)) − (ψ(x + n + a) − ψ(x + a)) for x > 0 and real n, a ≥ 0: how much less ψ rises later. */
export function digammaBend(x: number, n: number, a: number): number {
  let sum = 0;
  for (; x < LEAST; x++) sum += bendOfInverse(x, n, a);
  return sum + Math.log1p(((n / x) * a) / (x + n + a)) + bendOfInverse(x, n, a) / 2 + tailRise(x, n) - tailRise(x + a, n);
}

/** The same of −1 / x. */
function bendOfInverse(x: number, n: number, a: number): number {
  return ((n / x) * (a / (x + n)) * ((2 * x + n + a) / (x + a))) / (x + n + a);
}

/** Of −1/(12 x²) + 1/(120 x⁴). */
function tailRise(x: number, n: number): number {
  const y = x + n;
  return ((n / x) * (x + y) * (1 - (1 / (x * x) + 1 / (y * y)) / 10)) / (12 * x * y * y);
}
