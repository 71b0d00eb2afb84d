/**
 * Where a low value ends and a high one begins.
 *
 * - [1] Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical Association 53(284): the
 *   split into two groups of least variance within.
 */
import { invalid } from "../errors.js";
import { nextAbove } from "../math/levels.js";
import { quantileSorted } from "../math/quantile.js";

/** A border between two levels, and to which of them a value equal to it belongs. */
export interface Cut {
  readonly at: number;
  readonly equal: "above" | "below";
}

/** A number, one for each border, "median", or "learned": the split of least variance on both sides [1]. The last two make one border. */
export type CutChoice = number | readonly number[] | readonly Cut[] | "median" | "learned";

/** The level of a value, from 0. */
export function levelOf(cuts: readonly Cut[], value: number): number {
  let level = 0;
  for (const { at, equal } of cuts) if (value > at || (value === at && equal === "above")) level++;
  return level;
}

/** The cuts that a choice means for some values. */
export function resolveCuts(
  name: string,
  choice: CutChoice | undefined,
  borders: number,
  values: readonly number[],
): { cuts: readonly Cut[]; notes: string[] } {
  if (choice === "median" || choice === "learned") {
    if (borders !== 1) invalid(`cuts of ${name}`, `${borders} numbers of your own, in ascending order`, choice);
    if (values.length === 0) invalid(`cuts of ${name}`, "a number: nobody is there to take it from", choice);
    const sorted = Float64Array.from(values).sort();
    const varies = sorted[0]! < sorted.at(-1)!;
    const at = choice === "median" || !varies ? aboveLowest(sorted, quantileSorted(sorted, 0.5)) : leastVariance(sorted);
    const notes = varies ? [] : [`${name} is the same for everybody, so nobody is low in it: give a cut-off of your own`];
    return { cuts: [{ at, equal: "above" }], notes };
  }
  const given: readonly unknown[] = Array.isArray(choice) ? choice : [choice];
  const expected = borders === 1 ? 'a number, "median" or "learned"' : `${borders} numbers in ascending order`;
  if (given.length !== borders) invalid(`cuts of ${name}`, expected, choice);
  const cuts = given.map((cut): Cut => {
    if (Number.isFinite(cut)) return { at: cut as number, equal: "above" };
    const { at, equal } = (cut ?? {}) as Partial<Cut>;
    if (Number.isFinite(at) && (equal === "above" || equal === "below")) return { at: at!, equal };
    return invalid(`cuts of ${name}`, expected, choice);
  });
  for (let i = 1; i < cuts.length; i++) if (!(cuts[i]!.at > cuts[i - 1]!.at)) invalid(`cuts of ${name}`, expected, choice);
  return { cuts, notes: [] };
}

/** A cut that leaves somebody below it, when not all are equal: a median that is the lowest value moves to the next. */
function aboveLowest(sorted: Float64Array, at: number): number {
  if (at > sorted[0]!) return at;
  return sorted.find((value) => value > at) ?? at;
}

/** Half way between the two groups of least variance within: [1], that is of the greatest between, over all borders between values. */
function leastVariance(sorted: Float64Array): number {
  const n = sorted.length;
  const scale = Math.max(Math.abs(sorted[0]!), Math.abs(sorted[n - 1]!));
  let total = 0;
  for (let i = 0; i < n; i++) total += sorted[i]! / scale;
  let below = 0;
  let best = -1;
  let border = 1;
  for (let i = 1; i < n; i++) {
    below += sorted[i - 1]! / scale;
    if (sorted[i] === sorted[i - 1]) continue;
    const between = i * (n - i) * ((total - below) / (n - i) - below / i) ** 2;
    if (between > best) {
      best = between;
      border = i;
    }
  }
  const [low, high] = [sorted[border - 1]!, sorted[border]!];
  const middle = low / 2 + high / 2;
  return middle > low ? middle : nextAbove(low);
}
