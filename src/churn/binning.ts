/**
 * Numbers as bins, so that a tree finds its splits in histograms: [1].
 *
 * - [1] Ke, G. et al. (2017). LightGBM: a highly efficient gradient boosting decision tree. NeurIPS 30: histograms of at most 255
 *   bins; edges halfway between values that occur.
 */
import type { Feature, Table } from "./points.js";

/** Bin 0: not known. */
export const MISSING_BIN = 0;
const MOST_BINS = 255;

/** A feature as bins 1, 2 …; `edges[i]` is the upper border of bin i + 1 (x ≤ edge), one fewer than bins. A category has its level + 1. */
export interface Binned {
  readonly codes: Uint8Array;
  readonly edges: Float64Array;
  /** Bins beside that of the unknown. */
  readonly bins: number;
  readonly categorical: boolean;
  readonly hasMissing: boolean;
}

/** Every column as bins of about equal weight; a column of at most 255 different values has one bin for each. */
export function binned(table: Table, weights: Float64Array): Binned[] {
  return table.features.map((feature, i) => binnedColumn(feature, table.columns[i]!, weights));
}

function binnedColumn(feature: Feature, column: Float64Array, weights: Float64Array): Binned {
  const hasMissing = column.some((value) => Number.isNaN(value));
  if (feature.kind === "category") {
    const codes = Uint8Array.from(column, (level) => (Number.isNaN(level) ? MISSING_BIN : level + 1));
    return { codes, edges: new Float64Array(0), bins: feature.levels.length, categorical: true, hasMissing };
  }
  const edges = edgesOf(column, weights);
  return { codes: codesOf(column, edges), edges, bins: edges.length + 1, categorical: false, hasMissing };
}

function edgesOf(column: Float64Array, weights: Float64Array): Float64Array {
  const sorted = column.filter((value, row) => !Number.isNaN(value) && weights[row]! > 0).sort();
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]!);
  if (distinct.length <= MOST_BINS)
    return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, i) => between(distinct[i]!, distinct[i + 1]!));
  const mass = massOf(column, weights, distinct);
  const total = mass.reduce((sum, weight) => sum + weight, 0);
  const edges: number[] = [];
  let below = 0;
  for (let i = 0; i + 1 < distinct.length && edges.length < MOST_BINS - 1; i++) {
    below += mass[i]!;
    if (below * MOST_BINS >= total * (edges.length + 1)) edges.push(between(distinct[i]!, distinct[i + 1]!));
  }
  return Float64Array.from(edges);
}

/** Weight at each distinct value. */
function massOf(column: Float64Array, weights: Float64Array, distinct: readonly number[]): Float64Array {
  const values = Float64Array.from(distinct);
  const mass = new Float64Array(values.length);
  for (let row = 0; row < column.length; row++) {
    if (!Number.isNaN(column[row]) && weights[row]! > 0) mass[firstAtLeast(values, column[row]!)]! += weights[row]!;
  }
  return mass;
}

/** Halfway, but never the upper value itself: x ≤ edge must tell the two apart. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

function codesOf(column: Float64Array, edges: Float64Array): Uint8Array {
  const codes = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (!Number.isNaN(value)) codes[row] = firstAtLeast(edges, value) + 1;
  }
  return codes;
}

/** How many of the ascending numbers are below `value`. */
function firstAtLeast(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
