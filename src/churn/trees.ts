/**
 * Trees as flat arrays, one after the other in preorder: the left child of node i is i + 1. Plain JSON, and a walk allocates
 * nothing.
 */
import type { Table } from "./points.js";

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

/** Σ over the trees of the value of the leaf, for every row: the forest divides it by the number of trees. */
export function sumOfLeaves(trees: Trees, categorical: Categorical, table: Pick<Table, "length" | "columns">): Float64Array {
  const sums = new Float64Array(table.length);
  const width = table.columns.length;
  const block = new Float64Array(BLOCK * width);
  const { numbers, links } = packed(trees);
  for (let from = 0; from < table.length; from += BLOCK) {
    const rows = Math.min(BLOCK, table.length - from);
    table.columns.forEach((column, f) => {
      for (let i = 0; i < rows; i++) block[i * width + f] = column[from + i]!;
    });
    for (const root of trees.roots) {
      for (let i = 0; i < rows; i++) {
        const at = i * width;
        let node = root;
        for (let asked = links[4 * node]!; asked >= 0; asked = links[4 * node]!) {
          const x = block[at + asked]!;
          if (categorical[asked] || Number.isNaN(x)) node = goesLeft(trees, node, categorical[asked]!, x) ? node + 1 : links[4 * node + 1]!;
          else node = x <= numbers[2 * node + 1]! ? node + 1 : links[4 * node + 1]!;
        }
        sums[from + i]! += numbers[2 * node + 1]!;
      }
    }
  }
  return sums;
}

/** Nodes of 16 bytes: feature and right child, then the threshold, or the value of a leaf. One look at memory for each step. */
function packed({ feature, threshold, right, value }: Trees): { readonly numbers: Float64Array; readonly links: Int32Array } {
  const numbers = new Float64Array(2 * feature.length);
  const links = new Int32Array(numbers.buffer);
  for (let node = 0; node < feature.length; node++) {
    links[4 * node] = feature[node]!;
    links[4 * node + 1] = right[node]!;
    numbers[2 * node + 1] = feature[node]! < 0 ? value[node]! : threshold[node]!;
  }
  return { numbers, links };
}

/** Rows scored together: enough that a tree read into the cache serves many, few enough that they stay there too. */
const BLOCK = 8192;

/** Σ over the trees for one point. */
export function sumOfLeavesAt(trees: Trees, categorical: Categorical, point: ArrayLike<number>): number {
  let sum = 0;
  for (const root of trees.roots) sum += trees.value[leafOf(trees, root, categorical, point)]!;
  return sum;
}
