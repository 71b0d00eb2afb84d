/**
 * Neumaier, A. (1974). Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen. Z. Angew. Math. Mech. 54, 39-51.
 */

/** Sum whose error does not grow with the number of values; ±Infinity when it leaves the range of doubles. */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** `result[i]` is the compensated sum of the first `i` values; one longer than `values`, begins with 0. */
export function cumulativeSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    sums[i + 1] = Number.isFinite(sum) ? sum + lost : sum;
  }
  return sums;
}

/** A compensated sum of values that are not kept. */
export function runningSum(): { add(value: number): void; total(): number } {
  let sum = 0;
  let lost = 0;
  return {
    add(value) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    total: () => (Number.isFinite(sum) ? sum + lost : sum),
  };
}
