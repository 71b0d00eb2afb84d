/**
 * Gauss–Legendre quadrature on finite intervals.
 *
 * - [1] Rule and weights: DLMF 3.5(v). Recurrence: DLMF 18.9.1. Newton's method starts from Tricomi's (1950) estimate of the zeros.
 */

/** Nodes in (−1, 1), in ascending order, and their weights. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss–Legendre rule with n nodes, exact for polynomials of degree 2n − 1. Nodes to 1e-16; weights, which are those
 * of the zeros before rounding, to a relative 1e-15.
 */
export function gaussLegendre(n: number): QuadratureRule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n >> 1; i++) {
    const theta = (Math.PI * (i + 0.75)) / (n + 0.5);
    const x = legendreZero(n, (1 - (n - 1) / (8 * n * n * n)) * Math.cos(theta));
    const { value, slope } = legendre(n, x);
    const rest = (1 - x) * (1 + x);
    const weight = (2 + (4 * x * value) / (slope * rest)) / (rest * slope * slope);
    nodes[i] = -x;
    nodes[n - 1 - i] = x;
    weights[i] = weight;
    weights[n - 1 - i] = weight;
  }
  if (n % 2 === 1) weights[n >> 1] = 2 / legendre(n, 0).slope ** 2;
  return { nodes, weights };
}

/** ∫ f over [from, to], cut into equal panels. */
export function integrate(f: (x: number) => number, from: number, to: number, rule: QuadratureRule, panels = 1): number {
  const half = (to - from) / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) sum += panelSum(f, from + (2 * panel + 1) * half, half, rule);
  return sum;
}

/**
 * ∫ f over [from, to]: panels are halved until both halves together agree with the whole to `relative` of the integral of
 * |f| so far, at most 40 times.
 */
export function integrateAdaptively(f: (x: number) => number, from: number, to: number, rule: QuadratureRule, relative = 1e-13): number {
  const half = (to - from) / 2;
  const whole = panelSum(f, from + half, half, rule);
  return refined(f, from + half, half, whole, Math.abs(whole), rule, relative, 40);
}

function refined(
  f: (x: number) => number,
  middle: number,
  half: number,
  whole: number,
  scale: number,
  rule: QuadratureRule,
  relative: number,
  depth: number,
): number {
  const quarter = half / 2;
  const left = panelSum(f, middle - quarter, quarter, rule);
  const right = panelSum(f, middle + quarter, quarter, rule);
  const size = Math.max(scale, Math.abs(left) + Math.abs(right));
  if (depth === 0 || !(Math.abs(left + right - whole) > relative * size)) return left + right;
  return (
    refined(f, middle - quarter, quarter, left, size, rule, relative, depth - 1) +
    refined(f, middle + quarter, quarter, right, size, rule, relative, depth - 1)
  );
}

function panelSum(f: (x: number) => number, middle: number, half: number, { nodes, weights }: QuadratureRule): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i]! * f(middle + half * nodes[i]!);
  return sum * half;
}

function legendreZero(n: number, start: number): number {
  let x = start;
  for (let i = 0; i < 20; i++) {
    const { value, slope } = legendre(n, x);
    const change = value / slope;
    x -= change;
    if (Math.abs(change) < 1e-16) break;
  }
  return x;
}

/** Pₙ(x) and its derivative for 0 ≤ x < 1. The recurrence [1] runs in differences, which keeps the digits of 1 − x. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let value = 1;
  let difference = 0;
  for (let k = 1; k <= n; k++) {
    difference = ((k - 1) * difference + (2 * k - 1) * (x - 1) * value) / k;
    value += difference;
  }
  return { value, slope: (n * ((1 - x) * value - difference)) / ((1 - x) * (1 + x)) };
}
