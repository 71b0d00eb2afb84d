/**
 * What matters to customers against how well it is done.
 *
 * [1] Martilla, J. A. & James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1), 77-79.
 */
import { invalid } from "../errors.js";
import { pearson } from "../math/correlation.js";
import { quantileSorted } from "../math/quantile.js";
import { type Answer, type BilingualName, checkList, checkRespondents, meanOf, numberOf } from "./answers.js";

export type ImportanceKey = "concentrate_here" | "keep_up" | "low_priority" | "possible_overkill";

export interface ImportanceQuadrant {
  readonly key: ImportanceKey;
  readonly name: BilingualName;
  readonly description: string;
  readonly action: string;
}

/** The four fields of [1]. */
export const IMPORTANCE_QUADRANTS: readonly ImportanceQuadrant[] = [
  {
    key: "concentrate_here",
    name: { en: "Concentrate here", zh: "重点改进" },
    description: "Matters much, done badly.",
    action: "Improve this first.",
  },
  {
    key: "keep_up",
    name: { en: "Keep up the good work", zh: "继续保持" },
    description: "Matters much, done well.",
    action: "Hold the level and tell customers about it.",
  },
  {
    key: "low_priority",
    name: { en: "Low priority", zh: "次要改进" },
    description: "Matters little, done badly.",
    action: "Leave it until the important things are done.",
  },
  {
    key: "possible_overkill",
    name: { en: "Possible overkill", zh: "过度投入" },
    description: "Matters little, done well.",
    action: "See whether effort spent here is missing elsewhere.",
  },
];

export interface ImportanceItem<Name extends string = string> {
  readonly item: Name;
  readonly importance?: Answer;
  readonly performance?: Answer;
}

export interface ImportancePerformanceOptions {
  /** Where the matrix is divided: at the means of the items (default), their medians, or given values. */
  readonly cuts?: "mean" | "median" | { readonly importance: number; readonly performance: number };
}

export interface ImportancePerformance<Name extends string = string> {
  readonly cuts: { readonly importance: number | undefined; readonly performance: number | undefined };
  readonly items: readonly {
    readonly item: Name;
    /** Undefined when importance or performance is missing. */
    readonly quadrant: ImportanceKey | undefined;
    /** performance − importance: meaningful when both are on one scale. */
    readonly gap: number | undefined;
  }[];
  /** Items that have both, of all. */
  readonly coverage: number;
}

/**
 * Places each item in a field of the matrix; on the cut counts as high. Cuts are learned from the items that have both figures.
 *
 * @throws InvalidInputError for a figure that is neither finite nor missing, or an unknown kind of cut
 * @example
 * const matrix = importancePerformance([
 *   { item: "delivery", importance: 9, performance: 4 },
 *   { item: "price", importance: 8, performance: 8 },
 *   { item: "wrapping", importance: 3, performance: 9 },
 * ]);
 * matrix.items.map(({ quadrant }) => quadrant);
 * // => ["concentrate_here", "keep_up", "possible_overkill"]
 */
export function importancePerformance<const Name extends string>(
  items: readonly ImportanceItem<Name>[],
  options: ImportancePerformanceOptions = {},
): ImportancePerformance<Name> {
  const { cuts = "mean" } = options;
  checkRespondents("items", items);
  const rows = items.map(({ item, importance, performance }, row) => ({
    item,
    x: numberOf("importance", importance, row),
    y: numberOf("performance", performance, row),
  }));
  const both = rows.filter(({ x, y }) => x !== undefined && y !== undefined);
  const cut = (field: "importance" | "performance", values: number[]): number | undefined => {
    if (cuts === "mean") return meanOf(values);
    if (cuts === "median") return values.length === 0 ? undefined : quantileSorted(Float64Array.from(values).sort(), 0.5);
    if (typeof cuts !== "object") invalid("cuts", '"mean", "median" or { importance, performance }', cuts);
    return numberOf(`cuts.${field}`, cuts[field]) ?? invalid(`cuts.${field}`, "a finite number", cuts[field]);
  };
  const atImportance = cut(
    "importance",
    both.map(({ x }) => x!),
  );
  const atPerformance = cut(
    "performance",
    both.map(({ y }) => y!),
  );
  return {
    cuts: { importance: atImportance, performance: atPerformance },
    items: rows.map(({ item, x, y }) => {
      if (x === undefined || y === undefined) return { item, quadrant: undefined, gap: undefined };
      const quadrant = IMPORTANCE_QUADRANTS[(x >= atImportance! ? 0 : 2) + (y >= atPerformance! ? 1 : 0)]!;
      return { item, quadrant: quadrant.key, gap: y - x };
    }),
    coverage: rows.length === 0 ? 0 : both.length / rows.length,
  };
}

/**
 * Importance that nobody had to state: the correlation of an item's answers with the overall satisfaction of the same customers,
 * over those who gave both. Undefined when either does not vary.
 *
 * @throws InvalidInputError for columns of different length, or an answer that is neither finite nor missing
 * @example
 * derivedImportance([1, 2, 3, 4, null], [2, 4, 6, 8, 1]);
 * // => 1
 */
export function derivedImportance(item: readonly Answer[], overall: readonly Answer[]): number | undefined {
  checkList("item", item);
  checkList("overall", overall);
  if (item.length !== overall.length) invalid("overall", `as many answers as the item, ${item.length}`, overall.length);
  const pairs = item.flatMap((answer, row) => {
    const x = numberOf("item", answer, row);
    const y = numberOf("overall", overall[row], row);
    return x === undefined || y === undefined ? [] : [[x, y] as const];
  });
  return pearson(
    pairs.map(([x]) => x),
    pairs.map(([, y]) => y),
  );
}
