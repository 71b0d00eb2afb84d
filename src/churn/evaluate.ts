/**
 * Which learner is best, honestly: every example judged by a model that did not see its customer (k-fold), or that was trained on
 * earlier cut-offs only (out of time), beside a rule that needs no model. Who wins, and whether by more than luck.
 *
 * - [1] DeLong et al. (1988), as in `math/delong.ts`: the test of two areas on the same customers.
 * - [2] Wübben, M. & von Wangenheim, F. (2008). Instant customer base analysis. Journal of Marketing 72(3): why the rule is a rival.
 */
import { invalid } from "../errors.js";
import { auc } from "../math/ranking.js";
import { type AucComparison, aucInterval, compareAuc } from "./compare-auc.js";
import { examplesAt, type Fitted, idsOf, type Learner, labelsOf, pointsOf, scoresFor } from "./fitted.js";
import { churnFolds, type FoldOptions } from "./folds.js";
import { type ChurnScores, scoresOf } from "./metrics.js";
import { type NaiveRule, naiveScorer } from "./naive-rule.js";
import type { ChurnExamples } from "./points.js";
import { type Scored, scored } from "./scored.js";

/** Learners by name. */
export type Learners<Name extends string = string> = Readonly<Record<string, Learner<Name>>>;

export interface CompareOptions<Name extends string = string> extends FoldOptions {
  /** Judge on these instead of folds, training on all `examples`: of a later cut-off. */
  readonly test?: ChurnExamples<Name>;
  /** `"overdueRatio"` where the points have it; else none. */
  readonly naive?: NaiveRule<Name> | false;
  /** Of intervals; a winner wins by more than luck when its p-value is below 1 − level. 0.95 */
  readonly level?: number;
}

export interface ComparedLearner extends ChurnScores {
  readonly name: string;
  /** Of the AUC; undefined with fewer than two rows of a class. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Mean of the folds' AUCs, which published tables give; undefined out of time and where a fold lacks a class. */
  readonly meanFoldAuc: number | undefined;
}

/** The winner against another, after DeLong [1]. It was chosen by looking: among many learners ask for a higher level. */
export interface WinnerAgainst extends Omit<AucComparison, "aucA" | "aucB"> {
  readonly name: string;
  readonly moreThanLuck: boolean;
}

export interface LearnerComparison {
  readonly method: "folds" | "out of time";
  /** The highest AUC first; the naive rule among them, as "naive". */
  readonly learners: readonly ComparedLearner[];
  readonly winner: string;
  /** Everybody else, in the order of `learners`. */
  readonly against: readonly WinnerAgainst[];
  /** By learner: for each example judged, in the caller's order. */
  readonly scores: Readonly<Record<string, Float64Array>>;
  readonly notes: readonly string[];
}

const NAIVE = "naive";

/**
 * Trains and judges every learner on the same examples.
 *
 * @throws InvalidInputError for bad examples and folds, what a learner throws, and when one class only is judged.
 *
 * @example
 * const examples = Array.from({ length: 400 }, (_, i) => ({
 *   customerId: i,
 *   point: { recency: i % 50, visits: (7 * i) % 11 },
 *   churned: (i * i) % 7 < (i % 50 > 25 ? 3 : 1),
 * }));
 * const { winner, learners } = compareLearners(examples, { logistic: fitChurnLogistic, forest: fitChurnForest }, { naive: "recency" });
 * learners.map(({ name }) => name).sort(); // => ["forest", "logistic", "naive"]
 * winner === learners[0].name; // => true
 */
export function compareLearners<Name extends string>(
  examples: ChurnExamples<Name>,
  learners: Learners<Name>,
  options: CompareOptions<Name> = {},
): LearnerComparison {
  const names = Object.keys(learners);
  if (names.length === 0) invalid("learners", "at least one learner", learners);
  for (const name of names) {
    if (typeof learners[name] !== "function") invalid(`learners.${name}`, "a function of examples", learners[name]);
  }
  if (names.includes(NAIVE)) invalid(`learners.${NAIVE}`, "a name other than that of the rule", NAIVE);
  const { test, level } = options;
  const fold = test === undefined ? churnFolds(examples, options) : undefined;
  const judged = test ?? examples;
  const rule = naiveScorer(judged, options.naive);
  const found = new Map<string, Float64Array>();
  for (const name of names) {
    const learner = learners[name]!;
    found.set(name, fold === undefined ? scoresFor(learner(examples), pointsOf(judged), name) : outOfFold(examples, learner, fold, name));
  }
  if (rule !== undefined) found.set(NAIVE, scoresFor(rule, pointsOf(judged), NAIVE));
  const labels = labelsOf(judged);
  const rows = [...found].map(([name, scores]) => comparedRow(name, scored(scores, labels, "score"), fold, level));
  // of equals the one named first
  rows.sort((a, b) => b.auc! - a.auc!);
  const winner = rows[0]!.name;
  return {
    method: fold === undefined ? "out of time" : "folds",
    learners: rows,
    winner,
    against: rows.slice(1).flatMap(({ name }) => {
      const compared = compareAuc(found.get(winner)!, found.get(name)!, labels, level === undefined ? {} : { level });
      if (compared === undefined) return [];
      const { aucA: _, aucB: __, ...rest } = compared;
      return [{ name, ...rest, moreThanLuck: rest.pValue < 1 - (level ?? 0.95) }];
    }),
    scores: Object.fromEntries(found),
    notes: notesOf(judged, winner, fold),
  };
}

/**
 * The scores of each example by a model that was trained without its fold.
 *
 * @throws InvalidInputError for bad examples and folds, and what the learner throws.
 *
 * @example
 * const examples = Array.from({ length: 100 }, (_, i) => ({ customerId: i, point: { recency: i % 50 }, churned: i % 50 > 25 }));
 * crossFitted(examples, fitChurnLogistic, { folds: 4 }).length; // => 100
 */
export function crossFitted<Name extends string>(
  examples: ChurnExamples<Name>,
  learner: Learner<Name>,
  options: FoldOptions = {},
): Float64Array {
  return outOfFold(examples, learner, churnFolds(examples, options), "learner");
}

function outOfFold<Name extends string>(
  examples: ChurnExamples<Name>,
  learner: Learner<Name>,
  fold: Uint32Array,
  name: string,
): Float64Array {
  const scores = new Float64Array(fold.length);
  const folds = fold.reduce((most, part) => Math.max(most, part), 0) + 1;
  for (let part = 0; part < folds; part++) {
    const outside: number[] = [];
    const inside: number[] = [];
    fold.forEach((own, row) => {
      (own === part ? inside : outside).push(row);
    });
    const fitted: Fitted<Name> = learner(examplesAt(examples, outside));
    const own = scoresFor(fitted, pointsOf(examplesAt(examples, inside)), name);
    inside.forEach((row, i) => {
      scores[row] = own[i]!;
    });
  }
  return scores;
}

function comparedRow(name: string, rows: Scored, fold: Uint32Array | undefined, level: number | undefined): ComparedLearner {
  const scores = scoresOf(rows);
  if (scores.auc === undefined) invalid("churned", "true for some of those judged and false for others", scores.churned > 0);
  const interval = aucInterval(rows.scores, rows.labels, level === undefined ? {} : { level });
  return { name, ...scores, low: interval?.low, high: interval?.high, meanFoldAuc: fold && meanOverFolds(rows, fold) };
}

function meanOverFolds({ scores, labels }: Scored, fold: Uint32Array): number | undefined {
  const folds = fold.reduce((most, part) => Math.max(most, part), 0) + 1;
  let sum = 0;
  for (let part = 0; part < folds; part++) {
    const inside = (_: number, row: number): boolean => fold[row] === part;
    const area = auc(scores.filter(inside), labels.filter(inside));
    if (area === undefined) return undefined;
    sum += area;
  }
  return sum / folds;
}

function notesOf(judged: ChurnExamples, winner: string, fold: Uint32Array | undefined): string[] {
  const notes: string[] = [];
  const ids = idsOf(judged);
  if (ids !== undefined && new Set(ids).size < ids.length) {
    notes.push("Customers are judged several times, so intervals and p-values are narrower than they should be: judge on one cut-off.");
  }
  if (ids !== undefined && fold !== undefined && isSplit(ids, fold)) {
    notes.push("The folds given put a customer's examples into several of them: what was learned by heart counts as foresight.");
  }
  if (winner === NAIVE)
    notes.push("The naive rule wins: these features and learners add nothing to it. Use the rule, or find better features.");
  return notes;
}

function isSplit(ids: readonly string[], fold: Uint32Array): boolean {
  const first = new Map<string, number>();
  return ids.some((id, row) => {
    if (!first.has(id)) first.set(id, fold[row]!);
    return first.get(id) !== fold[row];
  });
}
