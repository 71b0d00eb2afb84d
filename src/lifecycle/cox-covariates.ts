/** Covariates of a Cox model, checked and brought to one scale. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { cholesky } from "../math/linear.js";
import type { CovariateRows } from "./cox-likelihood.js";
import { type SubjectColumns, type SurvivalSubject, subjectColumns } from "./subjects.js";

export interface CovariateSubject extends SurvivalSubject {
  /** Named numbers, the same names in all rows; of a category, 1 or 0 for each of its values but one. */
  readonly covariates: Readonly<Record<string, number>>;
}

export interface Standardised {
  readonly columns: SubjectColumns;
  readonly names: readonly string[];
  readonly rows: CovariateRows;
  readonly means: readonly number[];
  readonly scales: readonly number[];
}

/** Covariates less their means in units of their standard deviations: what is large does not drown what is small. */
export function standardised(subjects: readonly CovariateSubject[]): Standardised {
  const names = Object.keys(subjects?.[0]?.covariates ?? {});
  if (Array.isArray(subjects) && subjects.length > 0 && names.length === 0) {
    invalid("covariates", "at least one named number", subjects[0]?.covariates, 0);
  }
  const p = names.length;
  const values = new Float64Array((subjects?.length ?? 0) * p);
  const columns = subjectColumns(subjects, (subject, row, issue) => {
    const { covariates, weight } = subject;
    if (weight !== undefined) issue("weight", "absent: write the row as often as it counts", weight);
    if (typeof covariates !== "object" || !covariates || Object.keys(covariates).length !== p)
      return issue("covariates", `numbers named ${names.join(", ")}`, covariates);
    for (let j = 0; j < p; j++) {
      const name = names[j]!;
      const value = Object.hasOwn(covariates, name) ? covariates[name]! : undefined;
      if (!Number.isFinite(value)) return issue(`covariates.${name}`, "a finite number", value);
      values[row * p + j] = value!;
    }
  });
  if (!columns.events.includes(1)) invalid("event", "true of one subject at least", false);
  const n = subjects.length;
  const issues: Issue[] = [];
  const means = new Array<number>(p).fill(0);
  const scales = new Array<number>(p).fill(0);
  for (let j = 0; j < p; j++) {
    let mean = 0;
    for (let row = 0; row < n; row++) mean += (values[row * p + j]! - mean) / (row + 1);
    let squares = 0;
    for (let row = 0; row < n; row++) squares += (values[row * p + j]! - mean) ** 2;
    const scale = Math.sqrt(squares / n);
    const field = `covariates.${names[j]}`;
    if (values.every((value, i) => i % p !== j || value === values[j])) {
      issues.push({ row: -1, field, expected: "of different values", received: values[j] });
    } else if (!(scale > 1e-12 * Math.abs(mean) && scale > SMALLEST && scale < 1 / SMALLEST)) {
      const expected = `of values that differ by more than a 1e-12 of their mean, with a standard deviation from ${SMALLEST} to ${1 / SMALLEST}`;
      issues.push({ row: -1, field, expected, received: values[j] });
    }
    means[j] = mean;
    scales[j] = scale;
    for (let row = 0; row < n; row++) values[row * p + j] = (values[row * p + j]! - mean) / scale;
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  const lower = cholesky(correlations(values, p));
  if (lower === undefined || lower.some((row, j) => row[j]! ** 2 < INDEPENDENT)) sumOfOthers(names);
  return { columns, names, rows: { width: p, values }, means, scales };
}

/** Deviations of which squares and their inverses are still numbers. */
const SMALLEST = 1e-100;

/** Share of the variance of a covariate that the others must leave unexplained. */
const INDEPENDENT = 1e-11;

function sumOfOthers(names: readonly string[]): never {
  return invalid("covariates", "such that none is a sum of others", names);
}

function correlations(values: Float64Array, p: number): number[][] {
  const n = values.length / p;
  return Array.from({ length: p }, (_, j) =>
    Array.from({ length: p }, (_, k) => {
      let sum = 0;
      for (let row = 0; row < n; row++) sum += values[row * p + j]! * values[row * p + k]!;
      return sum / n;
    }),
  );
}
