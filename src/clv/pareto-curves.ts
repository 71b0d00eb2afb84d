/**
 * The integrals of the Pareto/NBD likelihood where many customers share an x and their ages are any numbers: what an integral from t to
 * the last day of all is, relative to the integrand at t, is a smooth function of t for each x. It is held as Chebyshev series over a few
 * panels [1], and every customer costs two looks at it and a subtraction, as in pareto-grid.ts.
 *
 * [1] Trefethen, L. N. (2013). Approximation theory and approximation practice, ch. 3 and 8: a series of n terms is off by ρ^−n, where
 *     ρ is that of the largest Bernstein ellipse without a singularity; here t = −α or t = −β.
 */
import { gaussLegendre } from "../math/quadrature.js";
import type { ParetoColumns, ParetoIntegrator } from "./pareto-likelihood.js";
import type { Rows } from "./rows.js";

const TERMS = 12;
const CURVES = 5;
const rule = gaussLegendre(8);
/** A panel is at most so wide next to its distance from the singularity: ρ = 17.9, ρ^−12 = 9e-16. */
const WIDEST = 0.25;
/** The integrand falls by at most e^−1 over a panel, whose series then ends at 0.5^12 / (2^11 · 12!) = 2e-16. */
const STEEPEST = 1;
/** Evaluations of the integrand that the integrals of one customer take otherwise, about. */
const ROW_COST = 20;

const angle = (j: number): number => (Math.PI * (j + 0.5)) / TERMS;
const points = Float64Array.from({ length: TERMS }, (_, j) => Math.cos(angle(j)));
const transform = Float64Array.from({ length: TERMS * TERMS }, (_, i) => {
  const n = Math.floor(i / TERMS);
  return ((n === 0 ? 1 : 2) / TERMS) * Math.cos(n * angle(i % TERMS));
});

/** Rows are sorted by x; `byRow` integrates those from one number to another where few share an x. */
export function paretoCurveIntegrals(
  { columns: [x, tx, T] }: Rows,
  byRow: (params: readonly number[], columns: ParetoColumns, from: number, to: number) => void,
): ParetoIntegrator {
  const groups = groupsOf(x!, tx!, T!);
  const atLast = new Float64Array(CURVES);
  const atEnd = new Float64Array(CURVES);
  return (params, columns) => {
    const [r, alpha, s, beta] = params as [number, number, number, number];
    const {
      integrals: [i0, i1, i2, i3, i4],
      before,
      after,
    } = columns;
    for (const { repeats, from, to, earliest, latest } of groups) {
      const k = r + repeats;
      const most = ((to - from) * ROW_COST) / ((TERMS + 1) * rule.nodes.length);
      const edges = panelEdges(k, alpha, s, beta, earliest, latest, most);
      if (edges === undefined) {
        byRow(params, columns, from, to);
        continue;
      }
      const series = curves(k, alpha, s, beta, edges);
      for (let i = from; i < to; i++) {
        const last = tx![i]!;
        const end = T![i]!;
        const decayA = Math.log1p((end - last) / (alpha + last));
        const decayB = Math.log1p((end - last) / (beta + last));
        const fall = Math.exp(-k * decayA - s * decayB);
        before[0][i] = Math.log1p(last / alpha);
        before[1][i] = Math.log1p(last / beta);
        after[0][i] = decayA;
        after[1][i] = decayB;
        if (i === from || last !== tx![i - 1]) look(series, edges, last, atLast);
        look(series, edges, end, atEnd);
        i0[i] = atLast[0]! - fall * atEnd[0]!;
        i1[i] = atLast[1]! - fall * (atEnd[1]! + atEnd[0]! * decayA);
        i2[i] = atLast[2]! - fall * atEnd[2]!;
        i3[i] = atLast[3]! - fall * (atEnd[3]! + atEnd[0]! * decayB);
        i4[i] = atLast[4]! - fall * atEnd[4]!;
      }
    }
  };
}

/** The ends of the panels from the earliest last purchase to the greatest age; undefined where there would be more than `most`. */
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
function curves(k: number, alpha: number, s: number, beta: number, edges: readonly number[]): Float64Array {
  const series = new Float64Array((edges.length - 1) * CURVES * TERMS);
  const values = new Float64Array(CURVES * TERMS);
  let [e0, e1, e2, e3, e4] = [0, 0, 0, 0, 0];
  for (let panel = edges.length - 2; panel >= 0; panel--) {
    const from = edges[panel]!;
    const to = edges[panel + 1]!;
    let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
    for (let j = 0; j <= TERMS; j++) {
      const t = j === TERMS ? from : from + ((to - from) / 2) * (1 + points[j]!);
      const [a, b, half] = [alpha + t, beta + t, (to - t) / 2];
      const fallA = Math.log1p((to - t) / a);
      const fallB = Math.log1p((to - t) / b);
      const fall = Math.exp(-k * fallA - s * fallB);
      s0 = fall * e0;
      s1 = fall * (e1 + e0 * fallA);
      s2 = fall * e2;
      s3 = fall * (e3 + e0 * fallB);
      s4 = fall * e4;
      for (let q = 0; q < rule.nodes.length; q++) {
        const y = half * (1 + rule.nodes[q]!);
        const la = Math.log1p(y / a);
        const lb = Math.log1p(y / b);
        const g = (half * rule.weights[q]! * Math.exp(-k * la - s * lb)) / (b + y);
        s0 += g;
        s1 += g * la;
        s2 += g / (a + y);
        s3 += g * lb;
        s4 += g / (b + y);
      }
      if (j === TERMS) break;
      values[j] = s0;
      values[TERMS + j] = s1;
      values[2 * TERMS + j] = s2;
      values[3 * TERMS + j] = s3;
      values[4 * TERMS + j] = s4;
    }
    [e0, e1, e2, e3, e4] = [s0, s1, s2, s3, s4];
    for (let c = 0; c < CURVES; c++) {
      for (let n = 0; n < TERMS; n++) {
        let sum = 0;
        for (let j = 0; j < TERMS; j++) sum += transform[n * TERMS + j]! * values[c * TERMS + j]!;
        series[(panel * TERMS + n) * CURVES + c] = sum;
      }
    }
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
