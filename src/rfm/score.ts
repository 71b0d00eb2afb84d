import { invalid } from "../errors.js";
import { DIMENSIONS, type Dimension } from "./columns.js";
import type { FlatRfmCuts, NestedRfmCuts } from "./cuts.js";
import type { Rfm } from "./rfm.js";

/** All that scoring needs of the cuts: three arrays, typed in by hand or learned by `rfmCuts`. */
export type RfmYardstick = Pick<FlatRfmCuts, Dimension> | Pick<NestedRfmCuts, Dimension>;

/** One number for each of recency, frequency and monetary value. */
export interface PerScore {
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** Scores from 1 to the number of bins; the highest is best in all three. */
export interface RfmScore extends PerScore {
  /** `"543"`; joined by dashes, `"10-3-7"`, where a dimension has more than 9 bins. */
  readonly code: string;
  /** The highest score there is in each dimension. */
  readonly bins: PerScore;
}

/** A customer's scores and their index. */
export interface CustomerRfmScore extends RfmScore {
  readonly customerId: string;
  /** Weighted mean of the scores, from 0 (lowest in all) to 100 (best in all). */
  readonly index: number;
}

type Measured = Pick<Rfm, Dimension>;
const EQUAL: PerScore = { r: 1, f: 1, m: 1 };

/**
 * Scores one customer. The frequency and monetary scores are 1 plus the number
 * of cuts at or below the value; the recency score is the number of bins minus the number of cuts at or
 * below the days. So a value equal to a cut belongs to the bin above the cut,
 * as in R's [lower, upper): more orders or money score better, more days worse.
 *
 * @param cuts learned by `rfmCuts`, or `{ recency, frequency, monetary }` typed in by hand, each in non-decreasing order
 * @throws InvalidInputError when a value is not a finite number or cuts are out of order
 * @example
 * import { rfmScore } from "regulars";
 * const cuts = { recency: [115, 181, 297, 482], frequency: [4, 5, 6, 8], monetary: [256, 382, 506, 666] };
 * rfmScore(cuts, { recency: 181, frequency: 9, monetary: 381.5 });
 * // => { r: 3, f: 5, m: 2, code: "352", bins: { r: 5, f: 5, m: 5 } }
 */
export function rfmScore(cuts: RfmYardstick, row: Measured): RfmScore {
  const bins = binsOf(cuts);
  const { r, f, m } = place(cuts, bins, row, -1);
  return { r, f, m, code: codeOf(r, f, m, bins), bins };
}

/**
 * Scores many customers, in the order of the rows.
 *
 * @param options.weights what each score counts for in the index; default equal. The index is the weighted mean of
 * (score − 1) / (bins − 1) × 100. A dimension of one bin is left out of it, and where none is left it is 0.
 * @throws InvalidInputError as `rfmScore`, naming the row; weights must be at least 0 and not all 0
 * @example
 * import { rfmScores } from "regulars";
 * const cuts = { recency: [30, 90], frequency: [2, 5], monetary: [100, 500] };
 * const rows = [{ customerId: "ann", recency: 12, frequency: 3, monetary: 80 }];
 * rfmScores(cuts, rows)[0];
 * // => { customerId: "ann", r: 3, f: 2, m: 1, code: "321", index: 50, bins: { r: 3, f: 3, m: 3 } }
 */
export function rfmScores(
  cuts: RfmYardstick,
  rows: readonly (Measured & Pick<Rfm, "customerId">)[],
  options: { readonly weights?: PerScore } = {},
): CustomerRfmScore[] {
  const bins = binsOf(cuts);
  const index = indexer(bins, options.weights);
  const known = new Map<number, Pick<CustomerRfmScore, "code" | "index">>();
  return rows.map((row, i) => {
    const { r, f, m } = place(cuts, bins, row, i);
    const cell = (r * (bins.f + 1) + f) * (bins.m + 1) + m;
    let shared = known.get(cell);
    if (shared === undefined) {
      shared = { code: codeOf(r, f, m, bins), index: index(r, f, m) };
      known.set(cell, shared);
    }
    return { customerId: row.customerId, r, f, m, code: shared.code, index: shared.index, bins };
  });
}

/**
 * One number from 0 to 100 for a score: the weighted mean of
 * (score − 1) / (bins − 1) × 100. A dimension of one bin tells nobody apart
 * and is left out; where none is left the index is 0.
 *
 * @param weights what each score counts for, at least 0 and not all 0; default equal
 * @example
 * import { rfmIndex } from "regulars";
 * rfmIndex({ r: 5, f: 3, m: 1, bins: { r: 5, f: 5, m: 5 } }, { r: 2, f: 1, m: 1 });
 * // => 62.5
 */
export function rfmIndex(score: PerScore & { readonly bins: PerScore }, weights?: PerScore): number {
  for (const key of ["r", "f", "m"] as const) checkScore(key, score[key], score.bins[key]);
  return indexer(score.bins, weights)(score.r, score.f, score.m);
}

/** Throws unless the score is a whole number from 1 to `bins`. */
export function checkScore(field: string, score: number, bins: number, row = -1): void {
  if (!Number.isInteger(score) || score < 1 || score > bins) invalid(field, `a whole number from 1 to ${bins}`, score, row);
}

/** Throws unless the cuts are finite numbers in non-decreasing order. */
export function checkCuts(field: string, cuts: readonly number[]): void {
  if (!Array.isArray(cuts)) invalid(field, "an array of cuts", cuts);
  for (let i = 0; i < cuts.length; i++) {
    if (!Number.isFinite(cuts[i]) || cuts[i]! < cuts[i - 1]!) invalid(field, "finite cuts in non-decreasing order", cuts);
  }
}

export function codeOf(r: number, f: number, m: number, bins: PerScore): string {
  return [r, f, m].join(Math.max(bins.r, bins.f, bins.m) > 9 ? "-" : "");
}

export function isNested<Nested extends Pick<NestedRfmCuts, Dimension>>(cuts: Nested | Pick<FlatRfmCuts, Dimension>): cuts is Nested {
  return Array.isArray(cuts.frequency[0]);
}

/** The number of cuts at or below a value. */
export function cutsPassed(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function place(cuts: RfmYardstick, bins: PerScore, measured: Measured, row: number): PerScore {
  for (const field of DIMENSIONS) if (!Number.isFinite(measured[field])) invalid(field, "a finite number", measured[field], row);
  const r = bins.r - cutsPassed(cuts.recency, measured.recency);
  const nested = isNested(cuts);
  const f = 1 + cutsPassed(nested ? cuts.frequency[r - 1]! : cuts.frequency, measured.frequency);
  const m = 1 + cutsPassed(nested ? cuts.monetary[r - 1]![f - 1]! : cuts.monetary, measured.monetary);
  return { r, f, m };
}

/** Checks the cuts on the way. */
function binsOf(cuts: RfmYardstick): PerScore {
  const nested = isNested(cuts);
  const r = binsIn("recency", cuts.recency);
  const f = nested ? binsIn("frequency", cuts.frequency, r) : binsIn("frequency", cuts.frequency);
  const m = nested ? binsIn("monetary", cuts.monetary, r, f) : binsIn("monetary", cuts.monetary);
  return { r, f, m };
}

type Lists = readonly (number | Lists)[];

/** One bin more than there are cuts, in lists within lists of the given lengths. */
function binsIn(field: Dimension, cuts: Lists, ...[length, ...inner]: number[]): number {
  if (length === undefined) {
    checkCuts(field, cuts as readonly number[]);
    return cuts.length + 1;
  }
  const bins = new Set(cuts.map((part) => binsIn(field, part as Lists, ...inner)));
  if (cuts.length !== length || bins.size > 1) invalid(field, `${length} lists of cuts of one length`, cuts);
  return Math.max(...bins);
}

function indexer(bins: PerScore, weights: PerScore = EQUAL): (r: number, f: number, m: number) => number {
  for (const key of ["r", "f", "m"] as const) {
    if (!(Number.isFinite(weights[key]) && weights[key] >= 0)) invalid(`weights.${key}`, "a finite number of at least 0", weights[key]);
  }
  if (weights.r + weights.f + weights.m === 0) invalid("weights", "more than 0 for at least one score", weights);
  const [r, f, m] = [bins.r > 1 ? weights.r : 0, bins.f > 1 ? weights.f : 0, bins.m > 1 ? weights.m : 0];
  const sum = r + f + m;
  if (sum === 0) return () => 0;
  const part = (score: number, of: number, weight: number): number => (weight === 0 ? 0 : (weight * (score - 1)) / (of - 1));
  return (rScore, fScore, mScore) => ((part(rScore, bins.r, r) + part(fScore, bins.f, f) + part(mScore, bins.m, m)) / sum) * 100;
}
