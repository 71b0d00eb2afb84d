/** What every churn learner says of its training data. */
import { invalid } from "../errors.js";
import { auc } from "../math/ranking.js";
import type { Feature, TrainingTable } from "./points.js";

export interface TrainingReport {
  /** Σ weights. */
  readonly examples: number;
  /** Σ weights of those who left. */
  readonly churned: number;
  /** Doubts, in plain words. */
  readonly notes: readonly string[];
}

const FEW = 50;

/** @throws InvalidInputError when all stayed or all left. */
export function trainingReport(table: TrainingTable): TrainingReport {
  let examples = 0;
  let churned = 0;
  table.weights.forEach((weight, row) => {
    examples += weight;
    churned += weight * table.churned[row]!;
  });
  if (!(churned > 0 && churned < examples)) invalid("churned", "true for some examples and false for others", churned > 0);
  return { examples, churned, notes: [...fewNote(examples), ...constantNotes(table), ...textNotes(table), ...leakNotes(table)] };
}

/** Shares that sum to 1 (all 0 where nothing was split), by the name of the feature. */
export function importanceOf<Name extends string>(features: readonly Feature<Name>[], gains: Float64Array): Record<Name, number> {
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return Object.fromEntries(features.map(({ name }, i) => [name, total > 0 ? gains[i]! / total : 0])) as Record<Name, number>;
}

function fewNote(examples: number): string[] {
  return examples >= FEW ? [] : [`Only ${examples} examples: any figure here may be luck. Use a longer history or several cut-offs.`];
}

function constantNotes({ features, columns }: TrainingTable): string[] {
  const constant = features.filter((_, i) => columns[i]!.every((value) => Object.is(value, columns[i]![0])));
  return constant.length === 0 ? [] : [`The same for everybody, and so of no use: ${constant.map(({ name }) => name).join(", ")}.`];
}

/** Two levels may well be "0" and "1". */
function textNotes({ features }: TrainingTable): string[] {
  return features.flatMap((feature) =>
    feature.kind === "category" &&
    feature.levels.length > 2 &&
    feature.levels.every((level) => level.trim() !== "" && Number.isFinite(Number(level)))
      ? [`${feature.name} is numbers as text, and so ${feature.levels.length} categories without an order: give numbers if it has one.`]
      : [],
  );
}

/** A feature that alone tells those who left from those who stayed usually knows the future. */
function leakNotes(table: TrainingTable): string[] {
  return table.features
    .filter((_, i) => separates(table, i))
    .map(({ name }) => `${name} alone separates those who left from those who stayed: was it measured after the cut-off? Leave it out.`);
}

function separates({ features, columns, churned, weights }: TrainingTable, i: number): boolean {
  const column = columns[i]!;
  if (features[i]!.kind === "category") {
    const seen = new Map<number, number>();
    for (let row = 0; row < column.length; row++) {
      if (weights[row] === 0) continue;
      const level = Number.isNaN(column[row]) ? -1 : column[row]!;
      const before = seen.get(level);
      if (before !== undefined && before !== churned[row]) return false;
      seen.set(level, churned[row]!);
    }
    return seen.size * 2 < column.length;
  }
  const lowest = column.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  const area = auc(lowest, churned, weights);
  return area === 0 || area === 1;
}
