import { invalid } from "../errors.js";
import { oneAbove } from "../math/levels.js";
import { type BreaksMethod, quantileBreaks } from "./breaks.js";
import { DIMENSIONS, type Dimension, measuredColumns, perDimension } from "./columns.js";
import type { Rfm } from "./rfm.js";
import { checkCuts, cutsPassed } from "./score.js";

/** One number for each dimension. */
export type PerDimension = Readonly<Record<Dimension, number>>;

interface LearnedCuts {
  readonly kind: "rfm-cuts";
  readonly schemaVersion: 1;
  readonly bins: PerDimension;
  /** How many different scores the learned customers really have: ties can leave fewer than there are bins. */
  readonly levels: PerDimension;
  /** How many customers they were learned from. */
  readonly customers: number;
  /** What is doubtful about these cuts, and what to try. */
  readonly notes: readonly string[];
}

/** Cuts of each dimension by itself: `bins − 1` numbers in non-decreasing order. */
export interface FlatRfmCuts extends LearnedCuts {
  readonly nested: false;
  /** In days. */
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

/** Frequency cut within each recency score, monetary within each pair of recency and frequency scores. */
export interface NestedRfmCuts extends LearnedCuts {
  readonly nested: true;
  readonly recency: readonly number[];
  /** `frequency[r - 1]` are the cuts for customers of recency score r. */
  readonly frequency: readonly (readonly number[])[];
  /** `monetary[r - 1][f - 1]` are the cuts for customers of recency score r and frequency score f. */
  readonly monetary: readonly (readonly (readonly number[])[])[];
}

/** Cut points, learned once and kept as JSON: next month's customers are scored by the same yardstick. */
export type RfmCuts = FlatRfmCuts | NestedRfmCuts;

export interface RfmCutsOptions {
  /** How many scores, 1 to 1000, for all dimensions or by dimension; default 5, as nearly every vendor has. */
  readonly bins?: number | Partial<PerDimension>;
  /** How to cut, for all dimensions or by dimension; default `quantileBreaks`: fifths of your own customers. */
  readonly method?: BreaksMethod | Readonly<Partial<Record<Dimension, BreaksMethod>>>;
  /** Cuts of your own, used exactly as given, in non-decreasing order; the dimension then has one bin more than cuts. */
  readonly thresholds?: Readonly<Partial<Record<Dimension, readonly number[]>>>;
  /** Cut frequency within each recency score, and monetary within each pair of both; default false. */
  readonly nested?: boolean;
}

const MOST_BINS = 1000;
const MOST_CODES = 1_000_000;

/**
 * Learns where to cut recency, frequency and monetary value into scores. Equal
 * values always get equal scores (when nested: within the same parent group).
 * The lowest value always falls into the lowest bin and the best value always gets the highest score: a
 * learned cut that is not above the lowest value would separate nobody and is
 * raised to the next value, so that one-time buyers score 1 even when they are
 * most. Where all values are equal frequency and monetary score 1, recency the best.
 *
 * Nested groups with fewer than two different values have nothing to learn
 * from and take the cuts of the wider group: of the recency score, else of all.
 *
 * @param rows measured by `rfm`; may be empty only when `thresholds` has all three dimensions
 * @throws InvalidInputError for no rows, a value that is not finite, bins outside 1..1000, thresholds out of order
 * @example
 * import { rfmCuts, rfmScore } from "regulars";
 * const rows = [1, 1, 1, 2, 9].map((frequency, i) => ({ recency: 10 * i, frequency, monetary: 20 * frequency }));
 * const cuts = rfmCuts(rows, { bins: 3 });
 * cuts.frequency;
 * // => [2, 2]
 * rfmScore(cuts, { recency: 5, frequency: 1, monetary: 20 }).code;
 * // => "311"
 */
export function rfmCuts(rows: readonly Pick<Rfm, Dimension>[], options?: RfmCutsOptions & { readonly nested?: false }): FlatRfmCuts;
export function rfmCuts(rows: readonly Pick<Rfm, Dimension>[], options: RfmCutsOptions & { readonly nested: true }): NestedRfmCuts;
export function rfmCuts(rows: readonly Pick<Rfm, Dimension>[], options?: RfmCutsOptions): RfmCuts;
export function rfmCuts(rows: readonly Pick<Rfm, Dimension>[], options: RfmCutsOptions = {}): RfmCuts {
  const plans = DIMENSIONS.map((field) => planOf(field, options));
  const [binsR, binsF, binsM] = plans.map(({ bins }) => bins) as [number, number, number];
  if (rows.length === 0 && !plans.every(({ given }) => given)) invalid("rows", "at least one customer to learn cuts from", rows);
  const columns = measuredColumns(rows);
  const nested = options.nested === true;
  const codes = binsR * binsF * binsM;
  if (nested && codes > MOST_CODES) invalid("bins", `at most ${MOST_CODES} codes when nested`, codes);

  /** The group of each customer, from wide to narrow. When nested, each dimension parts the groups for the next. */
  const groupings = [new Int32Array(rows.length)];
  const notes: string[] = [];
  const levels: number[] = [];
  const [[recency], frequency, monetary] = plans.map((plan) => {
    const values = columns[plan.field];
    let cuts: (readonly number[])[] = [];
    groupings.forEach((groups, depth) => {
      const wider = cuts;
      const parts = plans[depth - 1]?.bins ?? 1;
      cuts = split(values, groups, (wider.length || 1) * parts).map((part, i) => learn(plan, part, wider[Math.floor(i / parts)]));
    });
    const groups = groupings.at(-1)!;
    const passed = groups.map((group, i) => cutsPassed(cuts[group]!, values[i]!));
    const scores = plan.field === "recency" ? passed.map((count) => plan.bins - 1 - count) : passed;
    levels.push(levelsOf(plan, values, scores, notes));
    if (nested) groupings.push(groups.map((group, i) => group * plan.bins + scores[i]!));
    return cuts;
  }) as [[readonly number[]], (readonly number[])[], (readonly number[])[]];

  return {
    kind: "rfm-cuts",
    schemaVersion: 1,
    bins: perDimension((_, i) => plans[i]!.bins),
    levels: perDimension((_, i) => levels[i]!),
    customers: rows.length,
    notes,
    nested,
    recency,
    frequency: nested ? frequency : frequency[0],
    monetary: nested ? frequency.map((_, r) => monetary.slice(r * binsF, (r + 1) * binsF)) : monetary[0],
  } as RfmCuts;
}

interface Plan {
  readonly field: Dimension;
  readonly bins: number;
  readonly method: BreaksMethod;
  readonly given: readonly number[] | undefined;
}

function planOf(field: Dimension, options: RfmCutsOptions): Plan {
  const method = ofDimension(options.method, field) ?? quantileBreaks;
  if (typeof method !== "function") invalid("method", "a function", method);
  const given = options.thresholds?.[field];
  if (given) checkCuts(`thresholds.${field}`, given);
  const wanted = given && given.length + 1;
  const asked = ofDimension(options.bins, field);
  if (wanted && asked && asked !== wanted && asked !== options.bins) invalid("bins", `${wanted}, one more than thresholds.${field}`, asked);
  const bins = wanted ?? asked ?? 5;
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= MOST_BINS)) invalid("bins", `a whole number from 1 to ${MOST_BINS}`, bins);
  return { field, bins, method, given: given && [...given] };
}

/** An option that may be given for all dimensions at once. */
function ofDimension<T>(option: T | Readonly<Partial<Record<Dimension, T>>> | undefined, field: Dimension): T | undefined {
  return typeof option === "object" ? (option as Partial<Record<Dimension, T>>)[field] : option;
}

/** The cuts of one group; sorts `values` in place. */
function learn({ field, bins, method, given }: Plan, values: Float64Array, wider?: readonly number[]): readonly number[] {
  if (given) return given;
  if (bins === 1) return [];
  const lowest = values.sort()[0]!;
  const highest = values[values.length - 1]!;
  if (!(lowest < highest)) return wider ?? new Array<number>(bins - 1).fill(oneAbove(lowest));
  const next = values.find((value) => value > lowest)!;
  const cuts = method(values, bins);
  checkCuts(`method's cuts of ${field}`, cuts);
  if (cuts.length !== bins - 1) invalid(`method's cuts of ${field}`, `${bins - 1} cuts for ${bins} bins`, cuts);
  let raised = lowest;
  return cuts.map((cut) => (raised = Math.max(raised, cut > lowest ? Math.min(highest, cut) : next)));
}

/** Counts the scores in use, and says so when they are fewer than the bins. */
function levelsOf({ field, bins, given }: Plan, values: Float64Array, scores: Int32Array, notes: string[]): number {
  const levels = new Set(scores).size;
  if (given || levels >= bins) return levels;
  const distinct = new Set(values).size;
  notes.push(
    distinct === 1
      ? `${field} is ${values[0]} for every customer: it tells nobody apart`
      : `${field} has ${distinct} different values: ${levels} of ${bins} scores are in use; try fewer bins or countBreaks`,
  );
  return levels;
}

/** The values of each group. */
function split(values: Float64Array, groups: Int32Array, count: number): Float64Array[] {
  const parts = Array.from({ length: count }, (): number[] => []);
  values.forEach((value, i) => {
    parts[groups[i]!]!.push(value);
  });
  return parts.map((part) => new Float64Array(part));
}
