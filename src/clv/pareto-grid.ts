/**
 * The integrals of the Pareto/NBD likelihood where all ages are multiples of a step (whole days): the integrand over one step depends
 * on the customer through x alone, so that running sums from the last day backwards, one list per distinct x, serve everybody. A fit
 * costs distinct x × days, and each customer a subtraction. The sums are kept relative to the integrand at their first day and never
 * exceed 1 / s; what a subtraction loses is below the rounding of the alive term.
 */
import { addNode, panelNodes } from "../math/log-panels.js";
import { addDecayPanels } from "./pareto-decay.js";
import type { Rows } from "./rows.js";

export interface Grid {
  readonly step: number;
  /** Number of steps up to the greatest age. */
  readonly steps: number;
}

const MOST_STEPS = 20_000;

/** So many purchases more are multiplied one by one; a larger jump takes one exponential. */
const FEW = 32;

/** The largest step 2^−j of which all ages are multiples (a whole day, after division by a power of two); undefined where that is no help. */
export function gridOf({ columns, weights }: Rows): Grid | undefined {
  const [x, tx, T] = columns as [Float64Array, Float64Array, Float64Array];
  let oldest = 0;
  for (let i = 0; i < T.length; i++) if (T[i]! > oldest) oldest = T[i]!;
  let step = 1;
  for (const ages of [T, tx]) {
    for (let i = 0; i < ages.length; i++) {
      while (!Number.isInteger(ages[i]! / step)) {
        step /= 2;
        if (oldest / step > MOST_STEPS) return undefined;
      }
    }
  }
  const steps = oldest / step;
  let distinct = 0;
  for (let i = 0; i < x.length; i++) if (i === 0 || x[i] !== x[i - 1]) distinct++;
  return steps <= MOST_STEPS && steps * distinct < 4 * weights.length * 16 ? { step, steps } : undefined;
}

/**
 * Of row i – asked for in ascending order – with the alive term and its logarithms ln((α+T)/a), ln((β+T)/b): writes I, relative to the
 * last purchase, and the same with the integrand times ln(α+y) − ln a, 1/(α+y), ln(β+y) − ln b, 1/(β+y).
 */
export type ParetoIntegrator = (
  params: readonly number[],
  integrals: Float64Array,
) => (i: number, alive: number, decayA: number, decayB: number) => void;

/** Rows are sorted by x. */
export function paretoGridIntegrals({ columns }: Rows, { step, steps }: Grid): ParetoIntegrator {
  const [x, tx, T] = columns as [Float64Array, Float64Array, Float64Array];
  const lasts = Int32Array.from(tx, (age) => age / step);
  const ends = Int32Array.from(T, (age) => age / step);
  const groups = groupsOf(x, lasts);
  const mostRepeats = repeatsByDay(groups, steps);
  const sums = Array.from({ length: 5 }, () => new Float64Array(steps + 1));
  const [s0, s1, s2, s3, s4] = sums as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const first = new Int32Array(steps + 1);
  const nodes = panelNodes();

  return (params, integrals) => {
    const [r, alpha, s, beta] = params as [number, number, number, number];
    nodes.count = 0;
    for (let d = 0; d < steps; d++) {
      const b = beta + d * step;
      addDecayPanels(nodes, r + mostRepeats[d]!, s, alpha + d * step, b, step);
      addNode(nodes, step, b + step);
      first[d + 1] = nodes.count;
    }

    // The last node of a day is its end, where the power alone is wanted: its weight makes up for 1 / (b + y).
    const { count } = nodes;
    const power = new Float64Array(count);
    const ratio = new Float64Array(count);
    const logA = new Float64Array(count);
    const inverseA = new Float64Array(count);
    const logB = new Float64Array(count);
    const inverseB = new Float64Array(count);
    let repeats = x[0]!;
    for (let d = 0; d < steps; d++) {
      const a = alpha + d * step;
      const b = beta + d * step;
      for (let j = first[d]!; j < first[d + 1]!; j++) {
        const y = nodes.offset[j]!;
        logA[j] = Math.log1p(y / a);
        logB[j] = Math.log1p(y / b);
        inverseA[j] = 1 / (a + y);
        inverseB[j] = 1 / (b + y);
        ratio[j] = a / (a + y);
        power[j] = Math.exp(-(r + repeats) * logA[j]! - s * logB[j]!) * (nodes.weight[j]! / (b + y));
      }
    }

    const sumUp = ({ repeats: x, earliest }: Group): void => {
      const jump = x - repeats;
      if (jump > FEW) for (let j = first[earliest]!; j < count; j++) power[j]! *= Math.exp(-jump * logA[j]!);
      else for (; repeats < x; repeats++) for (let j = first[earliest]!; j < count; j++) power[j]! *= ratio[j]!;
      repeats = x;
      for (let d = steps - 1; d >= earliest; d--) {
        const end = first[d + 1]! - 1;
        const fall = power[end]!;
        let g0 = fall * s0[d + 1]!;
        let g1 = fall * s1[d + 1]! + g0 * logA[end]!;
        let g2 = fall * s2[d + 1]!;
        let g3 = fall * s3[d + 1]! + g0 * logB[end]!;
        let g4 = fall * s4[d + 1]!;
        for (let j = first[d]!; j < end; j++) {
          const g = power[j]!;
          g0 += g;
          g1 += g * logA[j]!;
          g2 += g * inverseA[j]!;
          g3 += g * logB[j]!;
          g4 += g * inverseB[j]!;
        }
        s0[d] = g0;
        s1[d] = g1;
        s2[d] = g2;
        s3[d] = g3;
        s4[d] = g4;
      }
    };

    let next = 0;
    return (i, alive, decayA, decayB) => {
      if (i === groups[next]?.from) sumUp(groups[next++]!);
      const last = lasts[i]!;
      const end = ends[i]!;
      integrals[0] = s0[last]! - alive * s0[end]!;
      integrals[1] = s1[last]! - alive * (s1[end]! + s0[end]! * decayA);
      integrals[2] = s2[last]! - alive * s2[end]!;
      integrals[3] = s3[last]! - alive * (s3[end]! + s0[end]! * decayB);
      integrals[4] = s4[last]! - alive * s4[end]!;
    };
  };
}

interface Group {
  readonly repeats: number;
  readonly from: number;
  /** The earliest step at which any of these bought last. */
  readonly earliest: number;
}

/** Where the rows of each x begin; `earliest` never falls as x grows, so that the powers need not be kept for days that are over. */
function groupsOf(x: Float64Array, lasts: Int32Array): Group[] {
  const groups: Group[] = [];
  let later = Number.POSITIVE_INFINITY;
  for (let to = x.length; to > 0; ) {
    let from = to - 1;
    while (from > 0 && x[from - 1] === x[to - 1]) from--;
    for (let i = from; i < to; i++) later = Math.min(later, lasts[i]!);
    groups.push({ repeats: x[from]!, from, earliest: later });
    to = from;
  }
  return groups.reverse();
}

/** The largest x whose customers need the integrand on each day: how steep it can be there. */
function repeatsByDay(groups: readonly Group[], steps: number): Float64Array {
  const most = new Float64Array(steps);
  for (const { repeats, earliest } of groups) for (let d = earliest; d < steps; d++) most[d] = repeats;
  return most;
}
