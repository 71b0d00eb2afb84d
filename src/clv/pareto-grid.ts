/**
 * The integrals of the Pareto/NBD likelihood where all ages are multiples of a step (whole days): the integrand over one step depends
 * on the customer through x alone, so that running sums from the last day backwards, one list per distinct x, serve everybody. A fit
 * costs distinct x × days, and each customer a subtraction. The sums are kept relative to the integrand at their first day and never
 * exceed 1 / s; what a subtraction loses is below the rounding of the alive term.
 */
import { addPanels, panelNodes } from "../math/log-panels.js";
import type { ParetoIntegrator } from "./pareto-likelihood.js";
import type { Rows } from "./rows.js";

export interface Grid {
  readonly step: number;
  /** Number of steps up to the greatest age. */
  readonly steps: number;
}

const MOST_STEPS = 20_000;

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

/** Rows are sorted by x. */
export function paretoGridIntegrals(rows: Rows, { step, steps }: Grid): ParetoIntegrator {
  const [x, tx, T] = rows.columns as [Float64Array, Float64Array, Float64Array];
  const lasts = Int32Array.from(tx, (age) => Math.round(age / step));
  const ends = Int32Array.from(T, (age) => Math.round(age / step));
  const groups = groupsOf(x, lasts);
  const mostRepeats = repeatsByDay(groups, steps);
  const sums = Array.from({ length: 5 }, () => new Float64Array(steps + 1));
  const [s0, s1, s2, s3, s4] = sums as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const logsA = new Float64Array(steps + 1);
  const logsB = new Float64Array(steps + 1);
  const first = new Int32Array(steps + 1);
  const nodes = panelNodes();

  return (params, { integrals: [i0, i1, i2, i3, i4], before, after }) => {
    const [r, alpha, s, beta] = params as [number, number, number, number];
    const nearest = Math.min(alpha, beta);
    nodes.count = 0;
    for (let d = 0; d < steps; d++) {
      first[d] = nodes.count;
      const k = r + mostRepeats[d]!;
      const [a, b, scale] = [alpha + d * step, beta + d * step, nearest + d * step];
      addPanels(nodes, step, scale, (y) => ((scale + y) * k) / (a + y) + ((scale + y) * (s + 1)) / (b + y));
    }
    first[steps] = nodes.count;

    const count = nodes.count;
    const power = new Float64Array(count);
    const ratio = new Float64Array(count);
    const logA = new Float64Array(count);
    const inverseA = new Float64Array(count);
    const logB = new Float64Array(count);
    const inverseB = new Float64Array(count);
    const dayPower = new Float64Array(steps);
    const dayRatio = new Float64Array(steps);
    const dayLogA = new Float64Array(steps);
    const dayLogB = new Float64Array(steps);
    const start = groups[0]!.repeats;
    for (let d = 0; d < steps; d++) {
      const a = alpha + d * step;
      const b = beta + d * step;
      dayLogA[d] = Math.log1p(step / a);
      dayLogB[d] = Math.log1p(step / b);
      dayRatio[d] = a / (a + step);
      dayPower[d] = Math.exp(-(r + start) * dayLogA[d]! - s * dayLogB[d]!);
      for (let j = first[d]!; j < first[d + 1]!; j++) {
        const y = nodes.offset[j]!;
        logA[j] = Math.log1p(y / a);
        logB[j] = Math.log1p(y / b);
        inverseA[j] = 1 / (a + y);
        inverseB[j] = 1 / (b + y);
        ratio[j] = a / (a + y);
        power[j] = nodes.weight[j]! * Math.exp(-(r + start) * logA[j]! - s * logB[j]!) * inverseB[j]!;
      }
    }

    for (let d = 0; d <= steps; d++) {
      logsA[d] = Math.log1p((d * step) / alpha);
      logsB[d] = Math.log1p((d * step) / beta);
    }
    let repeats = start;
    for (const group of groups) {
      for (; repeats < group.repeats; repeats++) {
        for (let j = first[group.earliest]!; j < count; j++) power[j]! *= ratio[j]!;
        for (let d = group.earliest; d < steps; d++) dayPower[d]! *= dayRatio[d]!;
      }
      for (let d = steps - 1; d >= group.earliest; d--) {
        const fall = dayPower[d]!;
        let g0 = fall * s0[d + 1]!;
        let g1 = fall * s1[d + 1]! + g0 * dayLogA[d]!;
        let g2 = fall * s2[d + 1]!;
        let g3 = fall * s3[d + 1]! + g0 * dayLogB[d]!;
        let g4 = fall * s4[d + 1]!;
        for (let j = first[d]!; j < first[d + 1]!; j++) {
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
      const k = r + group.repeats;
      for (let i = group.from; i < group.to; i++) {
        const dead = lasts[i]!;
        const end = ends[i]!;
        const decayA = logsA[end]! - logsA[dead]!;
        const decayB = logsB[end]! - logsB[dead]!;
        const fall = Math.exp(-k * decayA - s * decayB);
        before[0][i] = logsA[dead]!;
        before[1][i] = logsB[dead]!;
        after[0][i] = decayA;
        after[1][i] = decayB;
        i0[i] = s0[dead]! - fall * s0[end]!;
        i1[i] = s1[dead]! - fall * (s1[end]! + s0[end]! * decayA);
        i2[i] = s2[dead]! - fall * s2[end]!;
        i3[i] = s3[dead]! - fall * (s3[end]! + s0[end]! * decayB);
        i4[i] = s4[dead]! - fall * s4[end]!;
      }
    }
  };
}

interface Group {
  readonly repeats: number;
  readonly from: number;
  readonly to: number;
  /** The earliest step at which any of these bought last. */
  readonly earliest: number;
}

/** The rows of each x; `earliest` never falls as x grows, so that the powers need not be kept for days that are over. */
function groupsOf(x: Float64Array, lasts: Int32Array): Group[] {
  const groups: Group[] = [];
  let later = Number.POSITIVE_INFINITY;
  for (let to = x.length; to > 0; ) {
    let from = to - 1;
    while (from > 0 && x[from - 1] === x[to - 1]) from--;
    for (let i = from; i < to; i++) later = Math.min(later, lasts[i]!);
    groups.push({ repeats: x[from]!, from, to, earliest: later });
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
