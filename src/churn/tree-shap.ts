/**
 * Exact Shapley values of trees, in time leaves × depth².
 *
 * - [1] Lundberg, S. M., Erion, G. G. & Lee, S.-I. (2018). Consistent individualized feature attribution for tree ensembles.
 *   arXiv:1802.03888, algorithm 2 with its EXTEND and UNWIND. What a tree says without a feature is the mean of both children by cover.
 */
import { type Categorical, goesLeft, type Trees } from "./trees.js";

/** The features met on the way from the root; entry 0 is the root itself and stands for none. */
interface Path {
  last: number;
  readonly feature: Int32Array;
  /** Share of the training rows that go this way where the feature is not known. */
  readonly zero: Float64Array;
  /** 1 where the point goes this way, else 0. */
  readonly one: Float64Array;
  /** Weights of the subsets by their size. */
  readonly weight: Float64Array;
}

/**
 * Adds each feature's share in the sum of the trees at a point, times `scale`, to `shares`. Together with `expectationOf` they make
 * up that sum.
 */
export function addTreeShap(trees: Trees, categorical: Categorical, point: ArrayLike<number>, scale: number, shares: Float64Array): void {
  const paths: Path[] = [];

  /** `level` counts nodes from the root; a path is shorter where a feature comes again. */
  function visit(node: number, level: number, zero: number, one: number, feature: number): void {
    const path = inherited(paths, level);
    extend(path, zero, one, feature);
    const asked = trees.feature[node]!;
    if (asked < 0) {
      const value = scale * trees.value[node]!;
      for (let i = 1; i <= path.last; i++) {
        shares[path.feature[i]!]! += value * (path.one[i]! - path.zero[i]!) * unwoundSum(path, i);
      }
      return;
    }
    const goes = goesLeft(trees, node, categorical[asked]!, point[asked]!);
    const share = leftShare(trees, node);
    const before = placeOf(path, asked);
    const [zeroBefore, oneBefore] = before < 0 ? [1, 1] : [path.zero[before]!, path.one[before]!];
    if (before >= 0) unwind(path, before);
    if (share > 0) visit(node + 1, level + 1, zeroBefore * share, goes ? oneBefore : 0, asked);
    if (share < 1) visit(trees.right[node]!, level + 1, zeroBefore * (1 - share), goes ? 0 : oneBefore, asked);
  }

  for (const root of trees.roots) visit(root, 0, 1, 1, -1);
}

/** Of the sum of the trees over their training rows: what they say of a point of which nothing is known. */
export function expectationOf(trees: Trees): number {
  const mean = (node: number): number => {
    if (trees.feature[node]! < 0) return trees.value[node]!;
    const share = leftShare(trees, node);
    return (share > 0 ? share * mean(node + 1) : 0) + (share < 1 ? (1 - share) * mean(trees.right[node]!) : 0);
  };
  return trees.roots.reduce((sum, root) => sum + mean(root), 0);
}

function leftShare({ cover, right }: Trees, node: number): number {
  const left = cover[node + 1]!;
  const both = left + cover[right[node]!]!;
  return both > 0 ? left / both : 0.5;
}

/** The buffer of a level, with the path of the level above in it. */
function inherited(paths: Path[], level: number): Path {
  if (paths.length <= level) {
    const room = level + 2;
    const column = (): Float64Array => new Float64Array(room);
    paths.push({ last: -1, feature: new Int32Array(room), zero: column(), one: column(), weight: column() });
  }
  const path = paths[level]!;
  const above = paths[level - 1];
  path.last = above?.last ?? -1;
  if (above !== undefined) {
    for (let i = 0; i <= above.last; i++) {
      path.feature[i] = above.feature[i]!;
      path.zero[i] = above.zero[i]!;
      path.one[i] = above.one[i]!;
      path.weight[i] = above.weight[i]!;
    }
  }
  return path;
}

function placeOf(path: Path, feature: number): number {
  for (let i = 1; i <= path.last; i++) if (path.feature[i] === feature) return i;
  return -1;
}

function extend(path: Path, zero: number, one: number, feature: number): void {
  const { weight } = path;
  const at = path.last + 1;
  path.last = at;
  path.feature[at] = feature;
  path.zero[at] = zero;
  path.one[at] = one;
  weight[at] = at === 0 ? 1 : 0;
  for (let i = at - 1; i >= 0; i--) {
    weight[i + 1]! += (one * weight[i]! * (i + 1)) / (at + 1);
    weight[i]! *= (zero * (at - i)) / (at + 1);
  }
}

/** Takes entry `place` out again. */
function unwind(path: Path, place: number): void {
  const { last, weight } = path;
  const one = path.one[place]!;
  const zero = path.zero[place]!;
  let next = weight[last]!;
  for (let i = last - 1; i >= 0; i--) {
    if (one === 0) {
      weight[i] = (weight[i]! * (last + 1)) / (zero * (last - i));
    } else {
      const kept = weight[i]!;
      weight[i] = (next * (last + 1)) / ((i + 1) * one);
      next = kept - (weight[i]! * zero * (last - i)) / (last + 1);
    }
  }
  for (let i = place; i < last; i++) {
    path.feature[i] = path.feature[i + 1]!;
    path.zero[i] = path.zero[i + 1]!;
    path.one[i] = path.one[i + 1]!;
  }
  path.last = last - 1;
}

/** Σ of the weights that `unwind` would leave. */
function unwoundSum(path: Path, place: number): number {
  const { last, weight } = path;
  const one = path.one[place]!;
  const zero = path.zero[place]!;
  let next = weight[last]!;
  let sum = 0;
  for (let i = last - 1; i >= 0; i--) {
    if (one === 0) {
      sum += (weight[i]! * (last + 1)) / (zero * (last - i));
    } else {
      const own = (next * (last + 1)) / ((i + 1) * one);
      sum += own;
      next = weight[i]! - (own * zero * (last - i)) / (last + 1);
    }
  }
  return sum;
}
