import { invalid } from "../errors.js";
import { distinctSorted, oneAbove } from "../math/levels.js";
import { type BreaksMethod, quantileBreaks } from "./breaks.js";
import { type Dimension, measuredColumns } from "./columns.js";
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
  const plan = { recency: planOf("recency", options), frequency: planOf("frequency", options), monetary: planOf("monetary", options) };
  const given = plan.recency.given && plan.frequency.given && plan.monetary.given;
  if (rows.length === 0 && !given) invalid("rows", "at least one customer to learn cuts from", rows);
  const values = measuredColumns(rows);
  const nested = options.nested === true;
  const bins = { recency: plan.recency.bins, frequency: plan.frequency.bins, monetary: plan.monetary.bins };
  const cells = bins.recency * bins.frequency;
  if (nested && cells * bins.monetary > MOST_CODES) invalid("bins", `at most ${MOST_CODES} codes when nested`, cells * bins.monetary);

  const all = (field: Dimension): readonly number[] => learn(plan[field], values[field].slice());
  const within = (field: Dimension, groups: Int32Array, wider: readonly (readonly number[])[], parts: number): (readonly number[])[] =>
    split(values[field], groups, wider.length * parts).map((part, i) => learn(plan[field], part, wider[Math.floor(i / parts)]));

  const everyone = new Int32Array(rows.length);
  const recency = all("recency");
  const r = everyone.map((_, i) => bins.recency - 1 - cutsPassed(recency, values.recency[i]!));
  const frequency = nested ? within("frequency", r, [all("frequency")], bins.recency) : [all("frequency")];
  const parent = nested ? r : everyone;
  const f = everyone.map((_, i) => cutsPassed(frequency[parent[i]!]!, values.frequency[i]!));
  const cell = nested ? r.map((score, i) => score * bins.frequency + f[i]!) : everyone;
  const wider = nested ? within("monetary", r, [all("monetary")], bins.recency) : [];
  const monetary = nested ? within("monetary", cell, wider, bins.frequency) : [all("monetary")];
  const m = everyone.map((_, i) => cutsPassed(monetary[cell[i]!]!, values.monetary[i]!));

  const notes: string[] = [];
  const used = (field: Dimension, scores: Int32Array): number => levelsOf(plan[field], values[field], scores, notes);
  const levels = { recency: used("recency", r), frequency: used("frequency", f), monetary: used("monetary", m) };
  const about = { kind: "rfm-cuts", schemaVersion: 1, bins, levels, customers: rows.length, notes } as const;
  return nested
    ? { ...about, nested, recency, frequency, monetary: wider.map((_, i) => monetary.slice(i * bins.frequency, (i + 1) * bins.frequency)) }
    : { ...about, nested, recency, frequency: frequency[0]!, monetary: monetary[0]! };
}

interface Plan {
  readonly field: Dimension;
  readonly bins: number;
  readonly method: BreaksMethod;
  readonly given: readonly number[] | undefined;
}

function planOf(field: Dimension, options: RfmCutsOptions): Plan {
  const asked = typeof options.bins === "object" ? options.bins[field] : undefined;
  const method = (typeof options.method === "object" ? options.method[field] : options.method) ?? quantileBreaks;
  if (typeof method !== "function") invalid("method", "a function such as quantileBreaks", method);
  const bins = asked ?? (typeof options.bins === "object" ? undefined : options.bins) ?? 5;
  if (!Number.isInteger(bins) || bins < 1 || bins > MOST_BINS) invalid("bins", `a whole number from 1 to ${MOST_BINS}`, bins);
  const given = options.thresholds?.[field];
  if (given === undefined) return { field, bins, method, given };
  checkCuts(`thresholds.${field}`, given);
  if (given.length >= MOST_BINS) invalid(`thresholds.${field}`, `at most ${MOST_BINS - 1} cuts`, given);
  if (asked !== undefined && asked !== given.length + 1) invalid("bins", `${given.length + 1}, one more than thresholds.${field}`, asked);
  return { field, bins: given.length + 1, method, given: [...given] };
}

/** The cuts of one group; sorts `values` in place. */
function learn({ field, bins, method, given }: Plan, values: Float64Array, wider?: readonly number[]): readonly number[] {
  if (given !== undefined) return given;
  if (bins === 1) return [];
  const [lowest, next] = distinctSorted(values.sort(), 2);
  if (next === undefined) return wider ?? new Array<number>(bins - 1).fill(oneAbove(lowest!));
  const highest = values[values.length - 1]!;
  const cuts = method(values, bins);
  checkCuts(`method's cuts of ${field}`, cuts);
  if (cuts.length !== bins - 1) invalid(`method's cuts of ${field}`, `${bins - 1} cuts for ${bins} bins`, cuts);
  let raised = lowest!;
  return cuts.map((cut) => {
    raised = Math.max(raised, Math.min(highest, cut <= lowest! ? next : cut));
    return raised;
  });
}

/** Counts the scores in use, and says so when they are fewer than the bins. */
function levelsOf({ field, bins, given }: Plan, values: Float64Array, scores: Int32Array, notes: string[]): number {
  const levels = new Set(scores).size;
  if (given !== undefined || levels >= bins) return levels;
  const distinct = new Set(values).size;
  if (distinct === 1) notes.push(`${field} is ${values[0]} for every customer: it tells nobody apart`);
  else {
    const why = distinct < bins ? `has ${distinct} different values` : "has many equal values";
    notes.push(`${field} ${why}: ${levels} of ${bins} scores are in use; try fewer bins, countBreaks or thresholds of your own`);
  }
  return levels;
}

function split(values: Float64Array, group: ArrayLike<number>, groups: number): Float64Array[] {
  const sizes = new Uint32Array(groups);
  for (let i = 0; i < values.length; i++) sizes[group[i]!]! += 1;
  const parts = Array.from(sizes, (size) => new Float64Array(size));
  for (let i = 0; i < values.length; i++) {
    const at = group[i]!;
    sizes[at]! -= 1;
    parts[at]![sizes[at]!] = values[i]!;
  }
  return parts;
}
