/** One customer measured by an index system, level by level. */
import { invalid } from "../errors.js";
import { type BilingualName, checkRespondent } from "./answers.js";
import { emptySheet, fillSheet } from "./index-sheet.js";
import type { IndexSystem, Measures } from "./index-system.js";

export interface CriterionScore {
  readonly key: string;
  readonly name: BilingualName | null;
  readonly level: number;
  /** Of the whole, when everything is there. */
  readonly compositeWeight: number;
  /** 0 to 100; undefined when nothing below it was measured. */
  readonly score: number | undefined;
  /** Weight below it that was measured, of all. */
  readonly coverage: number;
  /** Points of the index that it costs: its share of the index × (100 − score). Those of the leaves sum to 100 − index. */
  readonly lost: number;
}

export interface IndexScore {
  /** 0 to 100; undefined when nothing was measured. */
  readonly index: number | undefined;
  readonly coverage: number;
  /** Every criterion, as ordered in the system. */
  readonly criteria: readonly CriterionScore[];
  /** Keys of the leaves that cost most, the worst first, at most three. */
  readonly weakest: readonly string[];
}

/**
 * The index of one customer. Each level is the weighted mean of the level below over what is present; what is missing shares its
 * weight out among its siblings, and coverage says how much was there.
 *
 * @param measures a number for each leaf, by its key
 * @throws InvalidInputError for an answer off its scale, or a measure that is neither finite nor missing
 * @example
 * const system = fitIndexSystem(LOYALTY_EVALUATION, [], { scale: SATISFACTION_7 });
 * const score = indexScore(system, { honesty: 7, fairness: 4, keeping_promises: 1 });
 * score.index;
 * // => 37.5
 * score.coverage.toFixed(4);
 * // => "0.2024"
 * score.weakest;
 * // => ["keeping_promises", "fairness"]
 */
export function indexScore(system: IndexSystem, measures: Measures): IndexScore {
  checkSystem(system);
  checkRespondent("measures", measures);
  const sheet = emptySheet(system);
  fillSheet(system, sheet, measures);
  const criteria = system.criteria.map(({ key, name, level, compositeWeight }, i): CriterionScore => {
    const score = present(sheet.scores[i]!);
    const lost = score === undefined ? 0 : sheet.shares[i]! * (100 - score);
    return { key, name, level, compositeWeight, score, coverage: sheet.coverage[i]!, lost };
  });
  return { index: criteria[0]!.score, coverage: criteria[0]!.coverage, criteria, weakest: weakestOf(system, criteria) };
}

export function checkSystem(system: IndexSystem): void {
  if (system?.kind !== "index-system" || system.schemaVersion !== 1) invalid("system", "an index system, schemaVersion 1", system?.kind);
}

export const present = (score: number): number | undefined => (Number.isNaN(score) ? undefined : score);

/** Leaves by points lost, the most first. */
export function weakestOf({ criteria }: IndexSystem, scores: readonly { readonly lost: number }[]): string[] {
  return criteria
    .flatMap(({ key, children }, i) => (children.length === 0 && scores[i]!.lost > 0 ? [{ key, lost: scores[i]!.lost }] : []))
    .sort((a, b) => b.lost - a.lost)
    .slice(0, 3)
    .map(({ key }) => key);
}
