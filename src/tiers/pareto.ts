/**
 * [1] Clauset, A., Shalizi, C. R., & Newman, M. E. J. (2009). Power-law
 * distributions in empirical data. SIAM Review 51(4), 661-703.
 */
import { invalid } from "../errors.js";
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
 * least 10 in the tail. Undefined when fewer than two values are in the
 * tail, or none is above its minimum.
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
  const sorted = Float64Array.from(values)
    .filter((value) => value > 0 && value >= (minimum ?? 0))
    .sort();
  const logs = sorted.map(Math.log);
  if (minimum !== undefined) return tailFrom(logs, 0, minimum);
  let best: ParetoTail | undefined;
  for (const start of startsOf(sorted)) {
    const tail = tailFrom(logs, start, sorted[start]!);
    if (tail !== undefined && tail.distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = tail;
  }
  return best;
}

/** Where up to 100 of the distinct values begin, the lowest among them. */
function startsOf(sorted: Float64Array): number[] {
  const starts: number[] = [];
  for (let i = 0; i < Math.max(1, sorted.length - FEWEST + 1); i++) if (sorted[i] !== sorted[i - 1]) starts.push(i);
  const step = Math.max(1, starts.length / CANDIDATES);
  return Array.from({ length: Math.ceil(starts.length / step) }, (_, i) => starts[Math.floor(i * step)]!);
}

function tailFrom(logs: Float64Array, start: number, minimum: number): ParetoTail | undefined {
  const lowest = Math.log(minimum);
  const excess = logs.subarray(start).map((log) => log - lowest);
  const count = excess.length;
  const sum = compensatedSum(excess);
  if (count < 2 || !(sum > 0)) return undefined;
  const tailIndex = count / sum;
  let distance = 0;
  for (let i = 0; i < count; i++) {
    const below = -Math.expm1(-tailIndex * excess[i]!);
    distance = Math.max(distance, Math.abs(below - i / count), Math.abs(below - (i + 1) / count));
  }
  return { exponent: 1 + tailIndex, standardError: tailIndex / Math.sqrt(count), minimum, count, distance };
}
