/**
 * Tibshirani, R., Walther, G. & Hastie, T. (2001). Estimating the number of clusters in a data set via the gap statistic. J. R. Statist.
 * Soc. B 63(2): reference points uniform over the box of the features (their choice a).
 */
import { random as generator, randomUniform } from "../math/random.js";
import { compensatedSum } from "../math/sum.js";
import { sampleOf } from "./sample.js";
import { bestOfRestarts } from "./search.js";
import { distinctRows, type Space } from "./space.js";

export interface Gap {
  readonly k: number;
  /** E*[ln W] − ln W. */
  readonly gap: number;
  /** Its simulation error s. */
  readonly error: number;
}

/** Points that the gap is computed on, and drawings of as many without groups. */
const POINTS = 1000;
const DRAWINGS = 10;

/** Gaps of 1 … `to` clusters, as far as there are different points. */
export function gapsOf(space: Space, to: number, seed: number | string): Gap[] {
  const sample = { ...sampleOf(space, POINTS, seed), weights: undefined };
  const most = Math.min(to, distinctRows(sample, to).length);
  const random = generator(seed);
  const { n, d } = sample;
  const [low, high] = [new Float64Array(d).fill(Number.POSITIVE_INFINITY), new Float64Array(d).fill(Number.NEGATIVE_INFINITY)];
  sample.z.forEach((value, at) => {
    low[at % d] = Math.min(low[at % d]!, value);
    high[at % d] = Math.max(high[at % d]!, value);
  });
  const drawn = Array.from({ length: DRAWINGS }, () => ({
    z: Float64Array.from({ length: n * d }, (_, at) => randomUniform(random, low[at % d]!, high[at % d]!)),
    n,
    d,
  }));
  const gaps: Gap[] = [];
  for (let k = 1; k <= most; k++) {
    const own = logSpread(sample, k, seed);
    if (own === undefined) break;
    const others = drawn.map((one) => logSpread(one, k, seed) ?? own);
    const mean = compensatedSum(others) / DRAWINGS;
    const deviation = Math.sqrt(compensatedSum(others.map((one) => (one - mean) ** 2)) / DRAWINGS);
    gaps.push({ k, gap: mean - own, error: deviation * Math.sqrt(1 + 1 / DRAWINGS) });
  }
  return gaps;
}

/** The smallest k whose gap is not below that of the next one less its error; undefined when there is none. */
export function firstByGap(gaps: readonly Gap[]): number | undefined {
  return gaps.find(({ gap }, i) => i + 1 < gaps.length && gap >= gaps[i + 1]!.gap - gaps[i + 1]!.error)?.k;
}

/** ln W; undefined when no spread is left. */
function logSpread(space: Space, k: number, seed: number | string): number | undefined {
  const { inertia } = bestOfRestarts(space, k, { restarts: 3, seed, maxIterations: 50 });
  return inertia > 0 ? Math.log(inertia) : undefined;
}
