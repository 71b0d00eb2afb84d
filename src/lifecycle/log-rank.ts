/**
 * Whether groups last differently long.
 *
 * - [1] Mantel, N. (1966). Evaluation of survival data and two new rank order statistics. Cancer Chemotherapy Reports 50, 163–170.
 * - [2] Peto, R. & Peto, J. (1972). Asymptotically efficient rank invariant test procedures. JRSS A 135, 185–207.
 * - [3] Harrington, D. P. & Fleming, T. R. (1982). A class of rank test procedures for censored survival data. Biometrika 69, 553–566.
 */
import { invalid } from "../errors.js";
import { chiSquaredTail } from "../math/chi-squared.js";
import { solveLinear } from "../math/linear.js";
import { type SubjectColumns, type SurvivalSubject, subjectColumns } from "./subjects.js";

export interface GroupedSubject extends SurvivalSubject {
  readonly group: string | number | boolean;
  /** Groups are compared within strata, and what is found is added up over them [1]; default one for all. */
  readonly stratum?: string | number | boolean | undefined;
}

export interface LogRankGroup {
  readonly group: string;
  readonly subjects: number;
  /** Events seen, and those expected had all groups been alike; weighted by Ŝ^rho when `rho` is not 0. */
  readonly observed: number;
  readonly expected: number;
}

/** The test that all groups have one curve; plain JSON. */
export interface LogRank {
  readonly kind: "log-rank";
  readonly schemaVersion: 1;
  readonly rho: number;
  readonly chiSquared: number;
  /** Groups that could have had an event − 1. */
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** In the order of their names by code point. */
  readonly groups: readonly LogRankGroup[];
  /** Covariance of observed − expected. */
  readonly covariance: readonly (readonly number[])[];
}

/**
 * The log-rank test between two groups or more [1]. `rho` 1 weighs early events more, by Ŝ just before them [2, 3].
 *
 * @param options.rho default 0, the log-rank test
 * @throws InvalidInputError as `kaplanMeier`; for a group or stratum that is no text, number or boolean; for fewer than two groups,
 * and when no time tells them apart.
 *
 * @example
 * const subjects = [3, 5, 7, 9, 11, 13].map((duration, i) => ({ duration, event: true, group: i < 3 ? "phone" : "web" }));
 * const { chiSquared, pValue, groups } = logRank(subjects);
 * chiSquared; // => 5.0517
 * pValue; // => 0.0246
 * groups[0].expected; // => 1.15
 */
export function logRank(subjects: readonly GroupedSubject[], options: { readonly rho?: number } = {}): LogRank {
  const { rho = 0 } = options;
  if (!Number.isFinite(rho)) invalid("rho", "a finite number", rho);
  const columns = subjectColumns(subjects, ({ group, stratum }, _, issue) => {
    if (!isName(group)) issue("group", "text, a number or a boolean", group);
    else if (stratum !== undefined && !isName(stratum)) issue("stratum", "text, a number, a boolean or absent", stratum);
  });
  const names = [...new Set(subjects.map(({ group }) => String(group)))].sort();
  if (names.length < 2) invalid("group", "of two values at least", names[0]);
  const codes = codesOf(
    subjects.map(({ group }) => String(group)),
    names,
  );
  const strataNames = [...new Set(subjects.map(({ stratum }) => String(stratum ?? "")))];
  const strata = codesOf(
    subjects.map(({ stratum }) => String(stratum ?? "")),
    strataNames,
  );
  const k = names.length;
  const sums: Sums = {
    observed: new Float64Array(k),
    expected: new Float64Array(k),
    covariance: Array.from({ length: k }, () => new Array<number>(k).fill(0)),
  };
  const byStratum = strataNames.map((): number[] => []);
  for (const row of columns.order) byStratum[strata[row]!]!.push(row);
  for (const rows of byStratum) addStratum(sums, columns, rows, codes, rho);

  if (!sums.covariance.every((row) => row.every(Number.isFinite)) || !sums.expected.every(Number.isFinite))
    invalid("rho", "so near to 0 that the weights of late events are numbers", rho);
  const counts = new Float64Array(k);
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]! += columns.weights[row]!;
  const able = names.flatMap((_, g) => (sums.expected[g]! > 0 ? [g] : []));
  const free = able.slice(1);
  const excess = free.map((g) => sums.observed[g]! - sums.expected[g]!);
  const solved = solveLinear(
    free.map((g) => free.map((h) => sums.covariance[g]![h]!)),
    excess,
  );
  if (free.length === 0 || solved === undefined) return invalid("subjects", "such that an event finds two groups at risk", names);
  const chiSquared = Math.max(
    0,
    excess.reduce((sum, value, i) => sum + value * solved[i]!, 0),
  );
  return {
    kind: "log-rank",
    schemaVersion: 1,
    rho,
    chiSquared,
    degreesOfFreedom: free.length,
    pValue: chiSquaredTail(chiSquared, free.length),
    groups: names.map((group, g) => ({ group, subjects: counts[g]!, observed: sums.observed[g]!, expected: sums.expected[g]! })),
    covariance: sums.covariance,
  };
}

function isName(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function codesOf(values: readonly string[], names: readonly string[]): Int32Array {
  const places = new Map(names.map((name, place) => [name, place]));
  return Int32Array.from(values, (value) => places.get(value)!);
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly covariance: number[][];
}

/** Adds the times of one stratum, whose rows are in order of duration. */
function addStratum(sums: Sums, columns: SubjectColumns, rows: readonly number[], codes: Int32Array, rho: number): void {
  const { durations, events, weights } = columns;
  const k = sums.observed.length;
  const left = new Float64Array(k);
  const rowsLeft = new Int32Array(k);
  const happened = new Float64Array(k);
  for (const row of rows) {
    left[codes[row]!]! += weights[row]!;
    rowsLeft[codes[row]!]! += 1;
  }
  let survival = 1;
  for (let i = 0; i < rows.length; ) {
    const time = durations[rows[i]!]!;
    let end = i;
    let d = 0;
    let n = 0;
    let rowsHappened = 0;
    happened.fill(0);
    for (let g = 0; g < k; g++) n += left[g]!;
    for (; end < rows.length && durations[rows[end]!] === time; end++) {
      const row = rows[end]!;
      if (!events[row]) continue;
      rowsHappened++;
      d += weights[row]!;
      happened[codes[row]!]! += weights[row]!;
    }
    if (d > 0) {
      const weight = rho === 0 ? 1 : survival ** rho;
      const spread = n > 1 && rowsHappened < rows.length - i ? (weight * weight * d * (n - d)) / (n - 1) : 0;
      for (let g = 0; g < k; g++) {
        const share = left[g]! / n;
        sums.observed[g]! += weight * happened[g]!;
        sums.expected[g]! += weight * d * share;
        for (let h = 0; h < k; h++) sums.covariance[g]![h]! += spread * share * ((g === h ? 1 : 0) - left[h]! / n);
      }
      survival *= (n - d) / n;
    }
    for (; i < end; i++) {
      const group = codes[rows[i]!]!;
      rowsLeft[group]! -= 1;
      // Weights that are no whole numbers leave rounding behind.
      left[group] = rowsLeft[group] === 0 ? 0 : left[group]! - weights[rows[i]!]!;
    }
  }
}
