/**
 * [1] Clauset, A., Shalizi, C. R., & Newman, M. E. J. (2009). Power-law
 * distributions in empirical data. SIAM Review 51(4), 661-703.
 */
import { invalid } from "../errors.js";
import { distinctSorted } from "../math/levels.js";
import { compensatedSum } from "../math/sum.js";
import { checkFinite } from "./profit.js";

/** A power law fitted to the upper tail: density proportional to value^−exponent above `minimum`. */
export interface ParetoTail {
  /** α of [1]. Pareto's own exponent, of the share of customers above a value, is `exponent − 1`. */
  readonly exponent: number;
  readonly standardError: number;
  /** Where the tail begins. */
  readonly minimum: number;
  /** How many values are at or above it. */
  readonly count: number;
  /** Greatest distance between the tail and the power law (Kolmogorov-Smirnov): small is a good fit. */
  readonly distance: number;
}

const CANDIDATES = 100;
const FEWEST = 10;

/**
 * Exponent of a Pareto tail by maximum likelihood ([1] eq. 3.1, 3.2). Without
 * a `minimum` the tail begins where it comes nearest to a power law ([1]
 * section 3.3), among up to 100 values spread over the data that leave at
 * least 10 in the tail. Undefined when fewer than two values, or no two
 * different ones, are in the tail.
 *
 * @param options.minimum use the values from here on; positive
 * @throws InvalidInputError for a value that is not a finite number
 * @example
 * import { paretoExponent } from "regulars";
 * paretoExponent([1, Math.E, Math.E ** 2, 0.5], { minimum: 1 })?.exponent;
 * // => 2
 */
export function paretoExponent(values: ArrayLike<number>, options: { readonly minimum?: number } = {}): ParetoTail | undefined {
  checkFinite("value", values);
  const { minimum } = options;
  if (minimum !== undefined && !(minimum > 0 && Number.isFinite(minimum))) invalid("minimum", "a positive number", minimum);
  const logs = Float64Array.from(values)
    .filter((value) => value > 0 && value >= (minimum ?? 0))
    .sort()
    .map(Math.log);
  if (minimum !== undefined) return tailFrom(logs, 0, Math.log(minimum), minimum);
  let best: ParetoTail | undefined;
  for (const start of startsOf(logs)) {
    const tail = tailFrom(logs, start, logs[start]!, Math.exp(logs[start]!));
    if (tail !== undefined && tail.distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = tail;
  }
  return best;
}

/** First positions of up to 100 distinct values, the lowest among them. */
function startsOf(logs: Float64Array): number[] {
  const most = Math.max(1, logs.length - FEWEST + 1);
  const levels = distinctSorted(logs.subarray(0, most));
  const step = Math.max(1, levels.length / CANDIDATES);
  const starts: number[] = [];
  for (let i = 0; i < levels.length; i += step) starts.push(logs.indexOf(levels[Math.floor(i)]!));
  return starts;
}

function tailFrom(logs: Float64Array, start: number, logMinimum: number, minimum: number): ParetoTail | undefined {
  const count = logs.length - start;
  if (count < 2 || logs[start] === logs[logs.length - 1]) return undefined;
  const excess = logs.subarray(start).map((log) => log - logMinimum);
  const tailIndex = count / compensatedSum(excess);
  let distance = 0;
  for (let i = 0; i < count; i++) {
    const below = -Math.expm1(-tailIndex * excess[i]!);
    distance = Math.max(distance, Math.abs(below - i / count), Math.abs(below - (i + 1) / count));
  }
  return { exponent: 1 + tailIndex, standardError: tailIndex / Math.sqrt(count), minimum, count, distance };
}
