/** Labels of groups, whatever they are, as whole numbers from 0. */
import { invalid } from "../errors.js";
import { columnOf, countOf, numbersOf, type Points } from "./points.js";
import type { Space } from "./space.js";

/** One label for each point: numbers or words. */
export type Labels = ArrayLike<number | string>;

export interface Numbered {
  readonly codes: Int32Array;
  /** The labels, sorted: numbers by size, then words by code unit. */
  readonly names: readonly (number | string)[];
  readonly counts: Float64Array;
}

/** How many labels there are. */
export function lengthOf(labels: Labels, field: string): number {
  return typeof labels === "object" && typeof labels?.length === "number" ? labels.length : invalid(field, "a list of labels", labels);
}

export function numbered(labels: Labels, n: number, field = "labels"): Numbered {
  if (lengthOf(labels, field) !== n) invalid(field, `one for each of ${n} points`, labels.length);
  const places = new Map<number | string, number>();
  for (let i = 0; i < n; i++) {
    const label = labels[i]!;
    if (places.has(label)) continue;
    if (typeof label !== "string" && !Number.isFinite(label)) invalid(field, "numbers or words", label, i);
    places.set(label, 0);
  }
  const names = [...places.keys()].sort((a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return a < b ? -1 : 1;
  });
  for (const [place, name] of names.entries()) places.set(name, place);
  const codes = new Int32Array(n);
  const counts = new Float64Array(names.length);
  for (let i = 0; i < n; i++) counts[(codes[i] = places.get(labels[i]!)!)]! += 1;
  return { codes, names, counts };
}

/** Labelled points for the measures of validity: at least two groups, and fewer than there are points. */
export function judged(points: Points, labels: Labels): { space: Space; groups: Numbered } {
  const space = spaceAsGiven(points);
  const groups = numbered(labels, space.n);
  const k = groups.names.length;
  if (k < 2 || k >= space.n) invalid("labels", `at least two different ones, and fewer than the ${space.n} points`, k);
  return { space, groups };
}

/** Points as they are, every number of theirs, neither transformed nor scaled. */
export function spaceAsGiven(points: Points): Space {
  const names = numbersOf(points);
  const n = countOf(points, names);
  const d = names.length;
  const z = new Float64Array(n * d);
  names.forEach((name, j) => {
    const column = columnOf(points, name);
    for (let i = 0; i < n; i++) z[i * d + j] = column[i]!;
  });
  return { z, n, d };
}

/** Means of the groups side by side. */
export function meansOf({ z, n, d }: Space, { codes, counts }: Numbered): Float64Array {
  const means = new Float64Array(counts.length * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) means[codes[i]! * d + j]! += z[i * d + j]!;
  for (let c = 0; c < counts.length; c++) for (let j = 0; j < d; j++) means[c * d + j]! /= counts[c]!;
  return means;
}
