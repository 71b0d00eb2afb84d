/**
 * The integrals of the Pareto/NBD likelihood where many customers share an x and their ages are any numbers: what an integral from t to
 * the last day of all is, relative to the integrand at t, is a smooth function of t for each x. It is held as Chebyshev series over a few
 * panels [1], and every customer costs two looks at it and a subtraction: a fit costs distinct x × panels, and little for each customer.
 *
 * [1] Trefethen, L. N. (2013). Approximation theory and approximation practice, ch. 3 and 8: a series of n terms is off by ρ^−n, where
 *     ρ is that of the largest Bernstein ellipse without a singularity; here t = −α or t = −β.
 */
import type { Rows } from "./rows.js";

const TERMS = 12;
const CURVES = 5;
/** A panel is at most so wide next to its distance from the singularity: ρ = 17.9, ρ^−12 = 9e-16. */
const WIDEST = 0.25;
/** The integrand falls by at most e^−1 over a panel, whose series then ends at 0.5^12 / (2^11 · 12!) = 2e-16. */
const STEEPEST = 1;

const angle = (j: number): number => (Math.PI * (j + 0.5)) / TERMS;
const points = Float64Array.from({ length: TERMS }, (_, j) => Math.cos(angle(j)));
const transform = Float64Array.from({ length: TERMS * TERMS }, (_, i) => {
  const n = Math.floor(i / TERMS);
  return ((n === 0 ? 1 : 2) / TERMS) * Math.cos(n * angle(i % TERMS));
});

/**
 * Of row i – asked for in ascending order – with the alive term and its logarithms ln((α+T)/a), ln((β+T)/b): writes I, relative to the
 * last purchase, and the same with the integrand times ln(α+y) − ln a, 1/(α+y), ln(β+y) − ln b, 1/(β+y).
 */
type ParetoIntegrator = (
  params: readonly number[],
  integrals: Float64Array,
) => (i: number, alive: number, decayA: number, decayB: number) => void;

/** ∫ over 0 … length of five integrands that belong to k, s, a and b. */
type FiveIntegrals = (k: number, s: number, a: number, b: number, length: number, into: Float64Array) => void;

/** Rows are sorted by x; where few share one, each has its own integrals. */
export function paretoCurveIntegrals({ columns: [x, tx, T] }: Rows, integrate: FiveIntegrals): ParetoIntegrator {
  const groups = groupsOf(x!, tx!, T!);
  const atEnd = new Float64Array(CURVES);
  const atLast = new Float64Array(CURVES);
  return ([r, alpha, s, beta], integrals) => {
    let next = 0;
    let group = groups[0]!;
    let edges: number[] | undefined;
    let series: Float64Array | undefined;
    return (i, alive, decayA, decayB) => {
      if (i === (groups[next]?.from ?? -1)) {
        group = groups[next++]!;
        const k = r! + group.repeats;
        edges = panelEdges(k, alpha!, s!, beta!, group.earliest, group.latest, (group.to - group.from) / (TERMS + 1));
        series = edges === undefined ? undefined : curves(k, alpha!, s!, beta!, edges, integrate);
      }
      const last = tx![i]!;
      if (series === undefined) {
        integrate(r! + group.repeats, s!, alpha! + last, beta! + last, T![i]! - last, integrals);
        return;
      }
      if (i === group.from || last !== tx![i - 1]) look(series, edges!, last, atLast);
      look(series, edges!, T![i]!, atEnd);
      const e0 = atEnd[0]!;
      integrals[0] = atLast[0]! - alive * e0;
      integrals[1] = atLast[1]! - alive * (atEnd[1]! + e0 * decayA);
      integrals[2] = atLast[2]! - alive * atEnd[2]!;
      integrals[3] = atLast[3]! - alive * (atEnd[3]! + e0 * decayB);
      integrals[4] = atLast[4]! - alive * atEnd[4]!;
    };
  };
}

/** The ends of the panels from the earliest last purchase to the greatest age; undefined where there would be more than `most`, for then integrals for each customer cost less. */
function panelEdges(
  k: number,
  alpha: number,
  s: number,
  beta: number,
  earliest: number,
  latest: number,
  most: number,
): number[] | undefined {
  const edges = [earliest];
  for (let t = earliest; t < latest; edges.push(t)) {
    if (edges.length > most) return undefined;
    const [a, b] = [alpha + t, beta + t];
    t = Math.min(latest, t + Math.min(WIDEST * Math.min(a, b), STEEPEST / (k / a + (s + 1) / b)));
  }
  return edges.length > 1 ? edges : undefined;
}

/** For each panel the terms of five series: the integrals of `ParetoColumns`, each from t to the last edge. */
function curves(k: number, alpha: number, s: number, beta: number, edges: readonly number[], integrate: FiveIntegrals): Float64Array {
  const series = new Float64Array((edges.length - 1) * TERMS * CURVES);
  const later = new Float64Array(CURVES);
  const here = new Float64Array(CURVES);
  for (let panel = edges.length - 2; panel >= 0; panel--) {
    const from = edges[panel]!;
    const to = edges[panel + 1]!;
    for (let j = 0; j <= TERMS; j++) {
      const t = j === TERMS ? from : from + ((to - from) / 2) * (1 + points[j]!);
      const [a, b] = [alpha + t, beta + t];
      integrate(k, s, a, b, to - t, here);
      const fallA = Math.log1p((to - t) / a);
      const fallB = Math.log1p((to - t) / b);
      const fall = Math.exp(-k * fallA - s * fallB);
      for (let c = 0; c < CURVES; c++) here[c]! += fall * later[c]!;
      here[1]! += fall * later[0]! * fallA;
      here[3]! += fall * later[0]! * fallB;
      if (j === TERMS) break;
      for (let n = 0; n < TERMS; n++) {
        const share = transform[n * TERMS + j]!;
        for (let c = 0; c < CURVES; c++) series[(panel * TERMS + n) * CURVES + c]! += share * here[c]!;
      }
    }
    later.set(here);
  }
  return series;
}

/** The five curves at a moment. */
function look(series: Float64Array, edges: readonly number[], t: number, into: Float64Array): void {
  let panel = 0;
  while (panel < edges.length - 2 && t > edges[panel + 1]!) panel++;
  const from = edges[panel]!;
  const z = (2 * (t - from)) / (edges[panel + 1]! - from) - 1;
  const twice = 2 * z;
  const stop = (panel + 1) * CURVES * TERMS;
  let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
  let polynomial = 1;
  let next = z;
  for (let at = panel * CURVES * TERMS; at < stop; at += CURVES) {
    s0 += polynomial * series[at]!;
    s1 += polynomial * series[at + 1]!;
    s2 += polynomial * series[at + 2]!;
    s3 += polynomial * series[at + 3]!;
    s4 += polynomial * series[at + 4]!;
    const after = twice * next - polynomial;
    polynomial = next;
    next = after;
  }
  into[0] = s0;
  into[1] = s1;
  into[2] = s2;
  into[3] = s3;
  into[4] = s4;
}

interface Group {
  readonly repeats: number;
  readonly from: number;
  readonly to: number;
  readonly earliest: number;
  readonly latest: number;
}

function groupsOf(x: Float64Array, tx: Float64Array, T: Float64Array): Group[] {
  const groups: Group[] = [];
  for (let from = 0, to = 0; from < x.length; from = to) {
    let earliest = Number.POSITIVE_INFINITY;
    let latest = 0;
    for (; to < x.length && x[to] === x[from]; to++) {
      earliest = Math.min(earliest, tx[to]!);
      latest = Math.max(latest, T[to]!);
    }
    groups.push({ repeats: x[from]!, from, to, earliest, latest });
  }
  return groups;
}
