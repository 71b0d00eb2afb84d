/**
 * Trees as flat arrays, one after the other in preorder: the left child of node i is i + 1. Plain JSON, and a walk allocates
 * nothing.
 */

export interface Trees {
  /** The first node of each tree. */
  readonly roots: readonly number[];
  /** Index of the feature a node asks for; −1 in a leaf. */
  readonly feature: readonly number[];
  /** x ≤ threshold goes left. For a category: the place of its set in `levelSets`, in words. */
  readonly threshold: readonly number[];
  /** The right child. */
  readonly right: readonly number[];
  /** 1 where what is not known goes left. */
  readonly missingLeft: readonly number[];
  /** Of the training rows that came through: their mean (a forest: share of churned; boosting: the step in log-odds). */
  readonly value: readonly number[];
  /** Weight of those rows. */
  readonly cover: readonly number[];
  /** Sets of levels that go left, 32 to a word, level 0 the lowest bit. */
  readonly levelSets: readonly number[];
}

/** Which features are categories: what a walk must know beside the trees. */
export type Categorical = readonly boolean[];

/** The leaf in which a point ends. */
export function leafOf(trees: Trees, root: number, categorical: Categorical, point: ArrayLike<number>): number {
  const { feature, right } = trees;
  let node = root;
  for (let asked = feature[node]!; asked >= 0; asked = feature[node]!) {
    node = goesLeft(trees, node, categorical[asked]!, point[asked]!) ? node + 1 : right[node]!;
  }
  return node;
}

/** NaN is "not known". */
export function goesLeft({ threshold, missingLeft, levelSets }: Trees, node: number, isCategory: boolean, x: number): boolean {
  if (Number.isNaN(x)) return missingLeft[node] === 1;
  if (!isCategory) return x <= threshold[node]!;
  return ((levelSets[threshold[node]! + (x >>> 5)]! >>> (x & 31)) & 1) === 1;
}

/** Σ over the trees for one point. */
export function sumOfLeavesAt(trees: Trees, categorical: Categorical, point: ArrayLike<number>): number {
  let sum = 0;
  for (const root of trees.roots) sum += trees.value[leafOf(trees, root, categorical, point)]!;
  return sum;
}
