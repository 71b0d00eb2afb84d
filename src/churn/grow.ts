/**
 * One tree from histograms, for the forest and for boosting alike: rows carry a gradient g and a curvature h, a leaf is worth
 * Σg / (Σh + λ), and a split gains what the sum of (Σg)² / (Σh + λ) over its sides is above that of the node [2, eq. 7].
 * With g = w·y and h = w that is the decrease of the Gini impurity, up to a factor [1].
 *
 * - [1] Breiman, L., Friedman, J., Olshen, R. & Stone, C. (1984). Classification and Regression Trees: 4.5 the Gini index, 9.4
 *   the best of all 2^(levels − 1) splits of a category is among those that respect the order of the levels' means.
 * - [2] Chen, T. & Guestrin, C. (2016). XGBoost: a scalable tree boosting system. KDD. doi:10.1145/2939672.2939785
 * - [3] Shi, H. (2007). Best-first decision tree learning: the leaf with the largest gain is split next.
 */
import type { Random } from "../math/random.js";
import { type Binned, MISSING_BIN } from "./binning.js";

export interface GrowOptions {
  /** Features looked at for each split, drawn anew; more only while none of them varies. */
  readonly featuresPerSplit: number;
  readonly maxDepth: number;
  /** The leaf with the largest gain first, up to this many; without it every leaf is split as far as it goes. */
  readonly maxLeaves?: number;
  /** Least Σ size in a leaf. */
  readonly minLeaf: number;
  /** λ, 0 or more. */
  readonly ridge: number;
  /** Which sum is the weight of a node's rows. */
  readonly cover: "curvature" | "size";
}

/** Of every row its gradient, its curvature, and what it counts towards `minLeaf`, one after the other: 3 · rows numbers. */
export type RowStatistics = Float64Array;

/** Trees as they grow; `Trees` is the same as plain arrays. */
export interface GrownTrees {
  readonly roots: number[];
  readonly feature: number[];
  readonly threshold: number[];
  readonly right: number[];
  readonly missingLeft: number[];
  readonly value: number[];
  readonly cover: number[];
  readonly levelSets: number[];
}

export function noTrees(): GrownTrees {
  return { roots: [], feature: [], threshold: [], right: [], missingLeft: [], value: [], cover: [], levelSets: [] };
}

interface Split {
  readonly feature: number;
  readonly gain: number;
  /** The last bin that goes left; for a category see `levels`. */
  readonly bin: number;
  readonly levels: readonly number[] | undefined;
  readonly missingLeft: boolean;
}

interface Node {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly g: number;
  readonly h: number;
  readonly size: number;
  split: Split | undefined;
  left?: Node;
  right?: Node;
}

const BINS = 256;

export interface Grower {
  /** Adds a tree of these rows, which are rearranged: at the end those of a leaf stand together, and `leaf` is told of each. */
  grow(rows: Uint32Array, statistics: RowStatistics, random: Random, leaf?: (value: number, rows: Uint32Array) => void): void;
}

/** A grower for one table: its buffers serve every tree. Trees are written to `trees`, gains by feature added to `importance`. */
export function grower(columns: readonly Binned[], options: GrowOptions, trees: GrownTrees, importance: Float64Array): Grower {
  const { featuresPerSplit, maxDepth, maxLeaves, minLeaf, ridge, cover } = options;
  /** Sums by bin: of gradients, curvatures and sizes. */
  const sums = new Float64Array(3 * BINS);
  const occupied = new Uint32Array(BINS / 32);
  const order = new Uint8Array(BINS);
  const means = new Float64Array(BINS);
  const left = new Uint8Array(BINS);
  const features = Uint32Array.from(columns, (_, i) => i);
  let spare = new Uint32Array(0);

  return {
    grow(rows, statistics, random, leaf) {
      if (spare.length < rows.length) spare = new Uint32Array(rows.length);
      const root: Node = wholeOf(rows, statistics);
      root.split = bestSplit(root, rows, statistics, random);
      if (maxLeaves === undefined) {
        const open = [root];
        for (let node = open.pop(); node !== undefined; node = open.pop()) {
          if (node.split === undefined) continue;
          divide(node, rows, statistics, random);
          open.push(node.right!, node.left!);
        }
      } else {
        const open = [root];
        for (let leaves = 1; leaves < maxLeaves; leaves++) {
          let best = -1;
          for (let i = 0; i < open.length; i++) {
            const gain = open[i]!.split?.gain ?? 0;
            if (gain > 0 && (best < 0 || gain > open[best]!.split!.gain)) best = i;
          }
          if (best < 0) break;
          const node = open[best]!;
          divide(node, rows, statistics, random);
          open.splice(best, 1, node.left!, node.right!);
        }
        for (const node of open) node.split = undefined;
      }
      trees.roots.push(trees.feature.length);
      write(root, rows, statistics, leaf);
    },
  };

  function bestSplit(node: Node, rows: Uint32Array, statistics: RowStatistics, random: Random): Split | undefined {
    if (node.depth >= maxDepth || node.size < 2 * minLeaf) return undefined;
    const parent = (node.g * node.g) / (node.h + ridge);
    let best: Split | undefined;
    let varying = 0;
    for (let left = features.length; left > 0 && (varying === 0 || features.length - left < featuresPerSplit); left--) {
      const pick = featuresPerSplit >= columns.length ? left - 1 : Math.floor(random() * left);
      const feature = features[pick]!;
      features[pick] = features[left - 1]!;
      features[left - 1] = feature;
      const column = columns[feature]!;
      const bins = histogram(column.codes, rows, node, statistics);
      if (bins > 1) {
        varying++;
        best = (column.categorical ? byLevels : byBins)(feature, bins, node, parent, best?.gain ?? 0) ?? best;
      }
      clear(bins);
    }
    return best;
  }

  /** How many bins hold anything. */
  function histogram(codes: Uint8Array, rows: Uint32Array, { start, end }: Node, statistics: RowStatistics): number {
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      const bin = codes[row]!;
      const from = 3 * row;
      const to = 3 * bin;
      occupied[bin >> 5]! |= 1 << (bin & 31);
      sums[to]! += statistics[from]!;
      sums[to + 1]! += statistics[from + 1]!;
      sums[to + 2]! += statistics[from + 2]!;
    }
    let bins = 0;
    for (let word = 0; word < occupied.length; word++) {
      for (let bits = occupied[word]!; bits !== 0; bits &= bits - 1) order[bins++] = (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    return bins;
  }

  function clear(bins: number): void {
    for (let i = 0; i < bins; i++) {
      const at = 3 * order[i]!;
      sums[at] = 0;
      sums[at + 1] = 0;
      sums[at + 2] = 0;
    }
    occupied.fill(0);
  }

  /** Bins in their order, what is not known on the right, and if there is any, on the left too. */
  function byBins(feature: number, bins: number, node: Node, parent: number, floor: number): Split | undefined {
    let gain = floor;
    let found = -1;
    let missingLeft = false;
    const missing = order[0] === MISSING_BIN;
    for (let side = 0; side < (missing ? 2 : 1); side++) {
      let gl = side === 1 ? sums[0]! : 0;
      let hl = side === 1 ? sums[1]! : 0;
      let nl = side === 1 ? sums[2]! : 0;
      for (let i = missing ? 1 : 0; i < bins; i++) {
        const at = 3 * order[i]!;
        gl += sums[at]!;
        hl += sums[at + 1]!;
        nl += sums[at + 2]!;
        if (nl < minLeaf) continue;
        if (node.size - nl < minLeaf) break;
        const gained = gainOf(node, parent, gl, hl);
        if (gained > gain) {
          gain = gained;
          found = order[i]!;
          missingLeft = side === 1 || (!missing && nl * 2 >= node.size);
        }
      }
    }
    return found < 0 ? undefined : { feature, gain, bin: found, levels: undefined, missingLeft };
  }

  /** Levels in the order of their means [1]; what is not known is a level like the others. */
  function byLevels(feature: number, bins: number, node: Node, parent: number, floor: number): Split | undefined {
    const missing = order[0] === MISSING_BIN;
    for (let i = 0; i < bins; i++) {
      const bin = order[i]!;
      const mean = sums[3 * bin]! / (sums[3 * bin + 1]! + ridge + Number.MIN_VALUE);
      let place = i;
      for (; place > 0 && means[place - 1]! > mean; place--) {
        means[place] = means[place - 1]!;
        order[place] = order[place - 1]!;
      }
      means[place] = mean;
      order[place] = bin;
    }
    let gl = 0;
    let hl = 0;
    let nl = 0;
    let gain = floor;
    let taken = 0;
    let taking = 0;
    for (let i = 0; i + 1 < bins; i++) {
      const at = 3 * order[i]!;
      gl += sums[at]!;
      hl += sums[at + 1]!;
      nl += sums[at + 2]!;
      if (nl < minLeaf) continue;
      if (node.size - nl < minLeaf) break;
      const gained = gainOf(node, parent, gl, hl);
      if (gained > gain) {
        gain = gained;
        taken = i + 1;
        taking = nl;
      }
    }
    if (taken === 0) return undefined;
    const bag = Array.from(order.subarray(0, taken));
    const missingLeft = missing ? bag.includes(MISSING_BIN) : taking * 2 >= node.size;
    return { feature, gain, bin: -1, levels: bag.filter((bin) => bin !== MISSING_BIN).map((bin) => bin - 1), missingLeft };
  }

  function gainOf(node: Node, parent: number, gl: number, hl: number): number {
    const gr = node.g - gl;
    const hr = node.h - hl;
    if (!(hl > 0 && hr > 0)) return 0;
    const gain = (gl * gl) / (hl + ridge) + (gr * gr) / (hr + ridge) - parent;
    return gain > 1e-12 * Math.abs(parent) ? gain : 0;
  }

  /** Rows that go left to the front, each side in its order. */
  function divide(node: Node, rows: Uint32Array, statistics: RowStatistics, random: Random): void {
    const { feature, bin, levels, missingLeft } = node.split!;
    const { codes } = columns[feature]!;
    left.fill(0);
    if (levels === undefined) left.fill(1, 1, bin + 1);
    else for (const level of levels) left[level + 1] = 1;
    left[MISSING_BIN] = missingLeft ? 1 : 0;
    let at = node.start;
    let aside = 0;
    let g = 0;
    let h = 0;
    let n = 0;
    for (let i = node.start; i < node.end; i++) {
      const row = rows[i]!;
      if (left[codes[row]!] === 0) {
        spare[aside++] = row;
        continue;
      }
      rows[at++] = row;
      g += statistics[3 * row]!;
      h += statistics[3 * row + 1]!;
      n += statistics[3 * row + 2]!;
    }
    rows.set(spare.subarray(0, aside), at);
    const depth = node.depth + 1;
    node.left = { start: node.start, end: at, depth, g, h, size: n, split: undefined };
    node.right = { start: at, end: node.end, depth, g: node.g - g, h: node.h - h, size: node.size - n, split: undefined };
    node.left.split = bestSplit(node.left, rows, statistics, random);
    node.right.split = bestSplit(node.right, rows, statistics, random);
  }

  function write(
    node: Node,
    rows: Uint32Array,
    statistics: RowStatistics,
    leaf: ((value: number, rows: Uint32Array) => void) | undefined,
  ): void {
    const at = trees.feature.length;
    const { split } = node;
    const own = rows.subarray(node.start, node.end);
    // a leaf is summed anew: what is left of a subtraction is not exact
    const { g, h, size } = split === undefined ? wholeOf(own, statistics) : node;
    const value = h + ridge > 0 ? g / (h + ridge) : 0;
    trees.value.push(value);
    trees.cover.push(cover === "size" ? size : h);
    if (split === undefined) {
      trees.feature.push(-1);
      trees.threshold.push(0);
      trees.right.push(0);
      trees.missingLeft.push(0);
      leaf?.(value, own);
      return;
    }
    const column = columns[split.feature]!;
    trees.feature.push(split.feature);
    // all that is known goes left, and what is not known right, where the last bin goes left: JSON has no infinity
    const edge = column.edges[split.bin - 1] ?? Number.MAX_VALUE;
    trees.threshold.push(split.levels === undefined ? edge : levelSet(split.levels, column.bins));
    trees.right.push(0);
    trees.missingLeft.push(split.missingLeft ? 1 : 0);
    importance[split.feature]! += split.gain;
    write(node.left!, rows, statistics, leaf);
    trees.right[at] = trees.feature.length;
    write(node.right!, rows, statistics, leaf);
  }

  function levelSet(levels: readonly number[], bins: number): number {
    const at = trees.levelSets.length;
    const words = new Uint32Array(Math.ceil(bins / 32));
    for (const level of levels) words[level >> 5]! |= 1 << (level & 31);
    trees.levelSets.push(...words);
    return at;
  }
}

function wholeOf(rows: Uint32Array, statistics: RowStatistics): Node {
  const node = { start: 0, end: rows.length, depth: 0, g: 0, h: 0, size: 0, split: undefined };
  for (const row of rows) {
    node.g += statistics[3 * row]!;
    node.h += statistics[3 * row + 1]!;
    node.size += statistics[3 * row + 2]!;
  }
  return node;
}
