/**
 * The tail of Stirling's formula, δ(x) = ln Γ(x) − (x − 1/2) ln x + x − ln(2π)/2: DLMF 5.11.1, eight terms. For x ≥ 10
 * the first term left out is below 2e-18.
 *
 * - [1] DLMF 5.11.1, https://dlmf.nist.gov/5.11.E1
 * - [2] Didonato, A. R., Morris, A. H. (1992). Algorithm 708: BCORR, ALGDIV. doi:10.1145/131766.131776
 */
const C1 = 1 / 12;
const C3 = -1 / 360;
const C5 = 1 / 1260;
const C7 = -1 / 1680;
const C9 = 1 / 1188;
const C11 = -691 / 360360;
const C13 = 1 / 156;
const C15 = -3617 / 122400;

/** δ(x), x ≥ 10. */
export function stirlingTail(x: number): number {
  const u = 1 / (x * x);
  const v = u * u;
  return (C1 + v * (C5 + v * (C9 + v * C13)) + u * (C3 + v * (C7 + v * (C11 + v * C15)))) / x;
}

/** δ(x + n) − δ(x) for x and x + n ≥ 10, as accurate for tiny n as for large: the differences of the powers are built up, as in [2]. */
export function stirlingTailDifference(x: number, n: number): number {
  const p = 1 / x;
  const q = 1 / (x + n);
  const p2 = p * p;
  const q2 = q * q;
  const d1 = -n * p * q;
  const step = d1 * (p + q);
  let power = q;
  let d = d1;
  let sum = C1 * d;
  d = p2 * d + power * step;
  sum += C3 * d;
  power *= q2;
  d = p2 * d + power * step;
  sum += C5 * d;
  power *= q2;
  d = p2 * d + power * step;
  sum += C7 * d;
  power *= q2;
  d = p2 * d + power * step;
  sum += C9 * d;
  power *= q2;
  d = p2 * d + power * step;
  sum += C11 * d;
  power *= q2;
  d = p2 * d + power * step;
  sum += C13 * d;
  power *= q2;
  return sum + C15 * (p2 * d + power * step);
}
