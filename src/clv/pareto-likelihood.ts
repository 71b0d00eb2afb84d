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
import { panelNodes } from "../math/log-panels.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import type { LogLikelihood } from "./maximum.js";
import { paretoCurveIntegrals } from "./pareto-curves.js";
import { addDecayPanels, logOfBoth } from "./pareto-decay.js";
import { distinctTimes, type Rows } from "./rows.js";

/** ln L of all rows x, tₓ, T and its gradient over ln r, ln α, ln s, ln β. */
export function paretoLikelihood(rows: Rows): LogLikelihood {
  const { columns, weights } = rows;
  const [x, tx, T] = columns as [Float64Array, Float64Array, Float64Array];
  const integrator = paretoCurveIntegrals(rows, integralsOver);
  const integrals = new Float64Array(5);
  const { times, first, second } = distinctTimes(tx, T);
  return (params, gradient) => {
    const [r, alpha, s, beta] = params as [number, number, number, number];
    const logsA = times.map((time) => Math.log1p(time / alpha));
    const logsB = times.map((time) => Math.log1p(time / beta));
    const integrate = integrator(params, integrals);
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
    for (let i = 0; i < x.length; i++) {
      if (x[i] !== repeats) {
        repeats = x[i]!;
        rising = logPochhammer(r, repeats);
        slope = digammaDifference(r, repeats);
      }
      const k = r + repeats;
      const weight = weights[i]!;
      const fallA = logsA[first[i]!]!;
      const fallB = logsB[first[i]!]!;
      const decayA = logsA[second[i]!]! - fallA;
      const decayB = logsB[second[i]!]! - fallB;
      const decay = k * decayA + s * decayB;
      const alive = Math.exp(-decay);
      integrate(i, alive, decayA, decayB);
      const dead = s * integrals[0]!;
      const term = weight * (rising - repeats * logAlpha - k * fallA - s * fallB + logOfBoth(decay, dead));
      const next = value + term;
      lost += Math.abs(value) >= Math.abs(term) ? value - next + term : term - next + value;
      value = next;
      const share = weight / (alive + dead);
      dr += weight * (slope - fallA) - share * (alive * decayA + s * integrals[1]!);
      da += weight * r - share * alpha * k * (alive / (alpha + T[i]!) + s * integrals[2]!);
      ds += share * (integrals[0]! - alive * decayB - s * integrals[3]!) - weight * fallB;
      db += weight - share * beta * (alive / (beta + T[i]!) + (s + 1) * integrals[4]!);
    }
    gradient[0] = r * dr;
    gradient[1] = da;
    gradient[2] = s * ds;
    gradient[3] = s * db;
    return value + lost;
  };
}

const nodes = panelNodes();

/** The five integrals that `paretoCurveIntegrals` writes, from 0 to `length`, each relative to the integrand at 0. */
function integralsOver(k: number, s: number, a: number, b: number, length: number, into: Float64Array): void {
  nodes.count = 0;
  addDecayPanels(nodes, k, s, a, b, length);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  for (let j = 0; j < nodes.count; j++) {
    const y = nodes.offset[j]!;
    const logA = Math.log1p(y / a);
    const logB = Math.log1p(y / b);
    const g = (nodes.weight[j]! * Math.exp(-k * logA - s * logB)) / (b + y);
    s0 += g;
    s1 += g * logA;
    s2 += g / (a + y);
    s3 += g * logB;
    s4 += g / (b + y);
  }
  into[0] = s0;
  into[1] = s1;
  into[2] = s2;
  into[3] = s3;
  into[4] = s4;
}
