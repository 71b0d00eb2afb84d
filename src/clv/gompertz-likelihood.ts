/**
 * The Gamma-Gompertz/NBD likelihood by quadrature. With a = α + tₓ and β' = 1 + (β − 1) e^(−b tₓ), what is still to come looks from
 * any moment as it does from the first, so that everything is taken relative to the last purchase:
 * h(y) = ln(1 + (e^(by) − 1)/β') is −1/s ln of the survival, h′ its slope.
 *
 * [1] Bemmaor, A. C., & Glady, N. (2012). Modeling purchasing behavior with sudden "death": a flexible customer lifetime model.
 *     Management Science 58(5), 1012-1021. doi:10.1287/mnsc.1110.1461
 */
import { digammaDifference } from "../math/digamma-difference.js";
import { addPanels, panelNodes, panelSum } from "../math/log-panels.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import type { LogLikelihood } from "./maximum.js";
import { type DecayTerms, logOfBoth } from "./pareto-decay.js";
import type { Rows } from "./rows.js";

const nodes = panelNodes();

/** h(y). */
export function gompertzReach(b: number, beta: number, y: number): number {
  const by = b * y;
  return by < 30 ? Math.log1p(Math.expm1(by) / beta) : by + Math.log1p((beta - 1) * Math.exp(-by)) - Math.log(beta);
}

/** h′(y) = b e^(by) / (β − 1 + e^(by)). */
export function gompertzHazard(b: number, beta: number, y: number): number {
  return b / gompertzLater(b, beta, y);
}

/** β' after so much time: 1 + (β − 1) e^(−b y), which cannot cancel. */
export function gompertzLater(b: number, beta: number, y: number): number {
  return beta * Math.exp(-b * y) - Math.expm1(-b * y);
}

/** Nodes for integrands (a/(a+y))^k e^(−s h(y) − δ y), times h′ or not; `a` may be Infinity with k = 0. */
function place(k: number, a: number, b: number, s: number, beta: number, delta: number, length: number, hazards: number): void {
  const scale = Math.min(a, beta / b);
  const smooth = Math.log(Math.max(1, beta)) + 40;
  nodes.count = 0;
  addPanels(
    nodes,
    length,
    scale,
    (y) => (scale + y) * (k / (a + y) + (s + hazards) * gompertzHazard(b, beta, y) - hazards * b + delta),
    (y) => (b * y > smooth ? Number.POSITIVE_INFINITY : 2 / (b * (scale + y))),
  );
}

/** ∫ (a/(a+y))^k e^(−s h(y) − δ y) dy over 0 … length, which may be Infinity. */
export function gompertzIntegral(k: number, a: number, b: number, s: number, beta: number, delta: number, length: number): number {
  place(k, a, b, s, beta, delta, length, 0);
  return panelSum(nodes, (y) => Math.exp(-k * Math.log1p(y / a) - s * gompertzReach(b, beta, y) - delta * y));
}

/** −ln of the alive term, and the dead one, relative to the last purchase. */
export function gompertzTerms(
  [r, alpha, b, s, beta]: readonly [number, number, number, number, number],
  x: number,
  tx: number,
  T: number,
): DecayTerms {
  const k = r + x;
  const a = alpha + tx;
  const from = gompertzLater(b, beta, tx);
  const length = T - tx;
  place(k, a, b, s, from, 0, length, 1);
  const dead = panelSum(nodes, (y) => gompertzHazard(b, from, y) * Math.exp(-k * Math.log1p(y / a) - s * gompertzReach(b, from, y)));
  return { decay: k * Math.log1p(length / a) + s * gompertzReach(b, from, length), dead: s * dead };
}

/** ln L of all rows x, tₓ, T and its gradient over ln r, ln α, ln b, ln s, ln β. */
export function gompertzLikelihood({ columns, weights }: Rows): LogLikelihood {
  const [xs, lasts, ages] = columns as [Float64Array, Float64Array, Float64Array];
  return (params, gradient) => {
    const [r, alpha, b, s, beta] = params as [number, number, number, number, number];
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i < xs.length; i++) {
      const [x, tx, T, weight] = [xs[i]!, lasts[i]!, ages[i]!, weights[i]!];
      const k = r + x;
      const a = alpha + tx;
      const from = gompertzLater(b, beta, tx);
      const length = T - tx;
      const before = gompertzReach(b, beta, tx);
      const fallA = Math.log1p(tx / alpha);
      place(k, a, b, s, from, 0, length, 1);
      // Of the dead term: itself, and with ln((α+y)/a), 1/(α+y), the reach since the last purchase, and its slopes by b and β.
      let [d0, d1, d2, d3, d4, d5] = [0, 0, 0, 0, 0, 0];
      for (let j = 0; j < nodes.count; j++) {
        const y = nodes.offset[j]!;
        const la = Math.log1p(y / a);
        const reach = gompertzReach(b, from, y);
        const hazard = gompertzHazard(b, from, y);
        const g = s * nodes.weight[j]! * hazard * Math.exp(-k * la - s * reach);
        const at = tx + y;
        d0 += g;
        d1 += g * la;
        d2 += g / (a + y);
        d3 += g * reach;
        d4 += g * (1 + (b - (s + 1) * hazard) * at);
        d5 += g * (s * byBeta(b, beta, at) - beta / (beta + Math.expm1(b * at)));
      }
      const decayA = Math.log1p(length / a);
      const reach = gompertzReach(b, from, length);
      const alive = Math.exp(-k * decayA - s * reach);
      const total = alive + d0;
      const decay = k * decayA + s * reach;
      value += weight * (logPochhammer(r, x) - x * Math.log(a) - r * fallA - s * before + logOfBoth(decay, d0));
      gradient[0]! += weight * r * (digammaDifference(r, x) - fallA - (alive * decayA + d1) / total);
      gradient[1]! += weight * (r - (alpha * k * (alive / (alpha + T) + d2)) / total);
      gradient[2]! += (weight * (d4 - alive * s * T * gompertzHazard(b, beta, T))) / total;
      gradient[3]! += weight * ((d0 - s * (alive * reach + d3)) / total - s * before);
      gradient[4]! += (weight * (alive * s * byBeta(b, beta, T) + d5)) / total;
    }
    return value;
  };
}

/** −∂h/∂ln β = (e^(by) − 1) / (β + e^(by) − 1). */
function byBeta(b: number, beta: number, y: number): number {
  const fallen = -Math.expm1(-b * y);
  return fallen / (beta * Math.exp(-b * y) + fallen);
}
