/**
 * The Pareto/NBD likelihood without a hypergeometric function. With k = r + x, a = α + tₓ, b = β + tₓ and relative to the moment of
 * the last purchase, L = Γ(k)/Γ(r) αʳ βˢ a^−k b^−s {(a/(α+T))^k (b/(β+T))^s + s I},
 * I = ∫ (a/(α+y))^k (b/(β+y))^s / (β+y) dy over tₓ … T, all of whose terms are positive: [1] eq. A.1 before it is integrated.
 *
 * [1] Schmittlein, D. C., Morrison, D. G., & Colombo, R. (1987). Counting your customers: who are they and what will they do next?
 *     Management Science 33(1), 1-24.
 * [2] Fader, P. S., & Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related expressions.
 */
import { digammaDifference } from "../math/digamma-difference.js";
import { addPanels, panelNodes } from "../math/log-panels.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import type { LogLikelihood } from "./fit.js";
import { paretoCurveIntegrals } from "./pareto-curves.js";
import { gridOf, paretoGridIntegrals } from "./pareto-grid.js";
import type { Rows } from "./rows.js";

/** Alive and dead terms of L, relative to the last purchase. `dead` = s I. */
export interface ParetoTerms {
  /** −ln of the alive term. */
  readonly decay: number;
  readonly dead: number;
}

const nodes = panelNodes();

/** Nodes for I: where the customer may have died. */
function placeNodes(k: number, s: number, a: number, b: number, length: number): void {
  const scale = Math.min(a, b);
  nodes.count = 0;
  addPanels(nodes, length, scale, (y) => ((scale + y) * k) / (a + y) + ((scale + y) * (s + 1)) / (b + y));
}

/** ∫ (a/(a+y))^p (b/(b+y))^q / (b+y) dy over 0 … length. */
export function decayIntegral(p: number, q: number, a: number, b: number, length: number): number {
  placeNodes(p, q, a, b, length);
  let sum = 0;
  for (let i = 0; i < nodes.count; i++) {
    const y = nodes.offset[i]!;
    sum += (nodes.weight[i]! * Math.exp(-p * Math.log1p(y / a) - q * Math.log1p(y / b))) / (b + y);
  }
  return sum;
}

export function paretoTerms(r: number, alpha: number, s: number, beta: number, x: number, tx: number, T: number): ParetoTerms {
  const a = alpha + tx;
  const b = beta + tx;
  const decay = (r + x) * Math.log1p((T - tx) / a) + s * Math.log1p((T - tx) / b);
  return { decay, dead: s * decayIntegral(r + x, s, a, b, T - tx) };
}

/** ln(alive + dead) of alive = e^−decay, as accurate where the sum is close to 1 as where it is tiny. */
function logSum(decay: number, alive: number, dead: number): number {
  return decay < 0.5 ? Math.log1p(Math.expm1(-decay) + dead) : Math.log(alive + dead);
}

/** What the likelihood and its gradient need of every row: columns as long as there are rows. */
export interface ParetoColumns {
  /** I, relative to the last purchase, and the same with the integrand times ln(α+y) − ln a, 1/(α+y), ln(β+y) − ln b, 1/(β+y). */
  readonly integrals: readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  /** ln(1 + tₓ/α), ln(1 + tₓ/β). */
  readonly before: readonly [Float64Array, Float64Array];
  /** ln((α+T)/a), ln((β+T)/b). */
  readonly after: readonly [Float64Array, Float64Array];
}

export type ParetoIntegrator = (params: readonly number[], columns: ParetoColumns) => void;

/** ln L of all rows x, tₓ, T and its gradient over ln r, ln α, ln s, ln β. */
export function paretoLikelihood(rows: Rows): LogLikelihood {
  const [x, , T] = rows.columns as [Float64Array, Float64Array, Float64Array];
  const n = rows.weights.length;
  const grid = gridOf(rows);
  const fill: ParetoIntegrator = grid === undefined ? paretoCurveIntegrals(rows, integralsOver) : paretoGridIntegrals(rows, grid);
  const column = (): Float64Array => new Float64Array(n);
  const columns: ParetoColumns = {
    integrals: [column(), column(), column(), column(), column()],
    before: [column(), column()],
    after: [column(), column()],
  };
  const {
    integrals: [i0, i1, i2, i3, i4],
    before: [beforeA, beforeB],
    after: [afterA, afterB],
  } = columns;
  return (params, gradient) => {
    const [r, alpha, s, beta] = params as [number, number, number, number];
    fill(params, columns);
    const logAlpha = Math.log(alpha);
    let value = 0;
    let lost = 0;
    let dr = 0;
    let da = 0;
    let ds = 0;
    let db = 0;
    let repeats = -1;
    let rising = 0;
    let slope = 0;
    for (let i = 0; i < n; i++) {
      if (x[i] !== repeats) {
        repeats = x[i]!;
        rising = logPochhammer(r, repeats);
        slope = digammaDifference(r, repeats);
      }
      const k = r + repeats;
      const weight = rows.weights[i]!;
      const A = alpha + T[i]!;
      const B = beta + T[i]!;
      const [fallA, fallB, decayA, decayB] = [beforeA[i]!, beforeB[i]!, afterA[i]!, afterB[i]!];
      const decay = k * decayA + s * decayB;
      const alive = Math.exp(-decay);
      const total = alive + s * i0[i]!;
      const term = weight * (rising - repeats * logAlpha - k * fallA - s * fallB + logSum(decay, alive, s * i0[i]!));
      const next = value + term;
      lost += Math.abs(value) >= Math.abs(term) ? value - next + term : term - next + value;
      value = next;
      const share = weight / total;
      dr += weight * (slope - fallA) - share * (alive * decayA + s * i1[i]!);
      da += weight * r - share * alpha * k * (alive / A + s * i2[i]!);
      ds += share * (i0[i]! - alive * decayB - s * i3[i]!) - weight * fallB;
      db += weight - share * beta * (alive / B + (s + 1) * i4[i]!);
    }
    gradient[0] = r * dr;
    gradient[1] = da;
    gradient[2] = s * ds;
    gradient[3] = s * db;
    return value + lost;
  };
}

/** The five integrals of `ParetoColumns` from 0 to `length`, each relative to the integrand at 0. */
function integralsOver(k: number, s: number, a: number, b: number, length: number, into: Float64Array): void {
  placeNodes(k, s, a, b, length);
  into.fill(0);
  for (let j = 0; j < nodes.count; j++) {
    const y = nodes.offset[j]!;
    const la = Math.log1p(y / a);
    const lb = Math.log1p(y / b);
    const g = (nodes.weight[j]! * Math.exp(-k * la - s * lb)) / (b + y);
    into[0]! += g;
    into[1]! += g * la;
    into[2]! += g / (a + y);
    into[3]! += g * lb;
    into[4]! += g / (b + y);
  }
}
