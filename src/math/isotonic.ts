/**
 * Isotonic regression: the increasing step function nearest to the points in weighted squares.
 *
 * - [1] Ayer, M. et al. (1955). An empirical distribution function for sampling with incomplete information. Annals of Mathematical
 *   Statistics 26(4), 641–647: pool adjacent violators.
 */

/** Knots with ascending x and y never falling; between them linear, outside constant. */
export interface Isotonic {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Points of equal x are merged to their mean first; knots inside a level stretch are left out. At least one weight is above 0. */
export function isotonic(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>): Isotonic {
  const order = Uint32Array.from({ length: x.length }, (_, i) => i)
    .filter((i) => weights === undefined || weights[i]! > 0)
    .sort((i, j) => x[i]! - x[j]!);
  const places: number[] = [];
  const blocks: { first: number; last: number; weight: number; sum: number }[] = [];
  for (let i = 0; i < order.length; ) {
    const at = x[order[i]!]!;
    let weight = 0;
    let sum = 0;
    for (; i < order.length && x[order[i]!] === at; i++) {
      const own = weights === undefined ? 1 : weights[order[i]!]!;
      weight += own;
      sum += own * y[order[i]!]!;
    }
    let block = { first: places.length, last: places.length, weight, sum };
    places.push(at);
    for (
      let before = blocks.at(-1);
      before !== undefined && before.sum / before.weight >= block.sum / block.weight;
      before = blocks.at(-1)
    ) {
      blocks.pop();
      block = { first: before.first, last: block.last, weight: before.weight + block.weight, sum: before.sum + block.sum };
    }
    blocks.push(block);
  }
  const knots = blocks.flatMap(({ first, last, weight, sum }) =>
    (first === last ? [first] : [first, last]).map((place) => ({ x: places[place]!, y: sum / weight })),
  );
  return { x: knots.map((knot) => knot.x), y: knots.map((knot) => knot.y) };
}

export function isotonicAt({ x, y }: Isotonic, at: number): number {
  const last = x.length - 1;
  if (at <= x[0]!) return y[0]!;
  if (at >= x[last]!) return y[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  if (y[low] === y[high]) return y[low]!;
  const part = (at - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + part * (y[high]! - y[low]!);
}
