/** Sums over all trees for many rows, block by block, without an object for any row. */
import type { Table } from "./points.js";
import { type Categorical, goesLeft, type Trees } from "./trees.js";

/** Rows scored together: enough that a tree read into the cache serves many, few enough that they stay there too. A multiple of 4. */
const BLOCK = 4096;

/** Nodes of 16 bytes, one look at memory for each step: feature and a link, then the threshold. */
interface Packed {
  readonly numbers: Float64Array;
  readonly links: Int32Array;
}

/** Σ over the trees of the value of the leaf, for every row: the forest divides it by the number of trees. */
export function sumOfLeaves(trees: Trees, categorical: Categorical, table: Pick<Table, "length" | "columns">): Float64Array {
  const sums = new Float64Array(table.length);
  const width = table.columns.length;
  const block = new Float64Array(BLOCK * width);
  const numeric = !categorical.some(Boolean);
  const steps = numeric ? packedSteps(trees) : undefined;
  const nodes = packedNodes(trees);
  for (let from = 0; from < table.length; from += BLOCK) {
    const rows = Math.min(BLOCK, table.length - from);
    let known = true;
    table.columns.forEach((column, f) => {
      for (let i = 0; i < rows; i++) {
        const x = column[from + i]!;
        block[i * width + f] = x;
        if (Number.isNaN(x)) known = false;
      }
    });
    const own = sums.subarray(from, from + rows);
    if (steps !== undefined && known) addFourAtOnce(trees, steps, block, width, own);
    else addEach(trees, nodes, categorical, block, width, own);
  }
  return sums;
}

/**
 * Rows of known numbers alone, four side by side and without a branch that the processor would have to guess: a step adds 1 for the
 * left child, and the rest of the way to the right one where x is above the threshold. A leaf leads to itself.
 */
function addFourAtOnce({ roots, value }: Trees, { numbers, links }: Packed, block: Float64Array, width: number, sums: Float64Array): void {
  const values = Float64Array.from(value);
  for (const root of roots) {
    // rows beyond the last are walked too, and not added
    for (let i = 0; i < sums.length; i += 4) {
      const a = i * width;
      const b = a + width;
      const c = b + width;
      const d = c + width;
      let [na, nb, nc, nd] = [root, root, root, root];
      for (let moved = 1; moved !== 0; ) {
        const [la, lb, lc, ld] = [na, nb, nc, nd];
        na += 1 + (links[4 * na + 1]! & -(block[a + links[4 * na]!]! > numbers[2 * na + 1]!));
        nb += 1 + (links[4 * nb + 1]! & -(block[b + links[4 * nb]!]! > numbers[2 * nb + 1]!));
        nc += 1 + (links[4 * nc + 1]! & -(block[c + links[4 * nc]!]! > numbers[2 * nc + 1]!));
        nd += 1 + (links[4 * nd + 1]! & -(block[d + links[4 * nd]!]! > numbers[2 * nd + 1]!));
        moved = (na ^ la) | (nb ^ lb) | (nc ^ lc) | (nd ^ ld);
      }
      sums[i]! += values[na]!;
      if (i + 1 < sums.length) sums[i + 1]! += values[nb]!;
      if (i + 2 < sums.length) sums[i + 2]! += values[nc]!;
      if (i + 3 < sums.length) sums[i + 3]! += values[nd]!;
    }
  }
}

/** The link is from the left child to the right one; in a leaf −1, taken since every number is above −∞. */
function packedSteps({ feature, threshold, right }: Trees): Packed {
  const numbers = new Float64Array(2 * feature.length);
  const links = new Int32Array(numbers.buffer);
  for (let node = 0; node < feature.length; node++) {
    const leaf = feature[node]! < 0;
    links[4 * node] = leaf ? 0 : feature[node]!;
    links[4 * node + 1] = leaf ? -1 : right[node]! - node - 1;
    numbers[2 * node + 1] = leaf ? Number.NEGATIVE_INFINITY : threshold[node]!;
  }
  return { numbers, links };
}

/** Rows with categories or unknown values. */
function addEach(
  trees: Trees,
  { numbers, links }: Packed,
  categorical: Categorical,
  block: Float64Array,
  width: number,
  sums: Float64Array,
): void {
  for (const root of trees.roots) {
    for (let i = 0; i < sums.length; i++) {
      const at = i * width;
      let node = root;
      for (let asked = links[4 * node]!; asked >= 0; asked = links[4 * node]!) {
        const x = block[at + asked]!;
        if (categorical[asked] || Number.isNaN(x)) node = goesLeft(trees, node, categorical[asked]!, x) ? node + 1 : links[4 * node + 1]!;
        else node = x <= numbers[2 * node + 1]! ? node + 1 : links[4 * node + 1]!;
      }
      sums[i]! += numbers[2 * node + 1]!;
    }
  }
}

/** The link is the right child, the number of a leaf its value. */
function packedNodes({ feature, threshold, right, value }: Trees): Packed {
  const numbers = new Float64Array(2 * feature.length);
  const links = new Int32Array(numbers.buffer);
  for (let node = 0; node < feature.length; node++) {
    links[4 * node] = feature[node]!;
    links[4 * node + 1] = right[node]!;
    numbers[2 * node + 1] = feature[node]! < 0 ? value[node]! : threshold[node]!;
  }
  return { numbers, links };
}
