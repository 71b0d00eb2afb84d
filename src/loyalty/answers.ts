/** What every measure of a survey shares: a missing answer, the door for numbers, and means over what was answered. */
import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";
import { expectedId } from "../transactions/intake.js";

/** A number somebody gave; `null` or undefined when the question was not asked or not answered. */
export type Answer = number | null | undefined;

/** A name in both languages. */
export interface BilingualName {
  readonly en: string;
  readonly zh: string;
}

/** The number, or undefined for a missing one; anything else throws. */
export function numberOf(field: string, value: unknown, row = -1): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) invalid(field, "a finite number, or missing", value, row);
  return value;
}

/** Refuses what is no list. */
export function checkList(field: string, list: unknown): void {
  if (!Array.isArray(list)) invalid(field, "a list", list);
}

/** Refuses what is no object, and so holds no answers at all. */
export function checkRespondent(field: string, one: unknown, row = -1): void {
  if (typeof one !== "object" || one === null || Array.isArray(one)) invalid(field, "an object", one, row);
}

/** A list of objects, a respondent or a customer each. */
export function checkRespondents(field: string, list: readonly unknown[]): void {
  checkList(field, list);
  for (let row = 0; row < list.length; row++) checkRespondent(field, list[row], row);
}

/** Ids are text or finite numbers, as at the door. */
export function checkCustomerId(id: unknown, row: number): void {
  const expected = expectedId(id);
  if (expected) invalid("customerId", expected, id, row);
}

/** The same within bounds, both included. */
export function answerOf(field: string, value: unknown, from: number, to: number, row = -1): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !(value >= from && value <= to))
    invalid(field, `a number from ${from} to ${to}, or missing`, value, row);
  return value;
}

/** A yes or no; undefined when missing. */
export function yesOf(field: string, value: unknown, row = -1): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") invalid(field, "true, false, or missing", value, row);
  return value;
}

/** Sum of the numbers by their count; undefined for none. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : compensatedSum(values) / values.length;
}

export interface WeightedMean {
  /** Σ w x / Σ w over the values that are present; undefined when none is, or none of them has weight. */
  readonly value: number | undefined;
  /** Weight of the values that are present, of all weight. */
  readonly coverage: number;
}

/** The mean over what is present: the weights of the rest are shared out in proportion. */
export function weightedMean(values: readonly (number | undefined)[], weights: readonly number[]): WeightedMean {
  const present = values.flatMap((value, i) => (value === undefined ? [] : [{ value, weight: weights[i]! }]));
  const weight = compensatedSum(present.map(({ weight }) => weight));
  const coverage = present.length === values.length ? 1 : Math.min(1, weight / compensatedSum(weights));
  if (!(weight > 0)) return { value: undefined, coverage: values.length === 0 ? 0 : coverage };
  const mean = compensatedSum(present.map(({ value, weight }) => value * weight)) / weight;
  return { value: clamp(mean, ...extremes(present.map(({ value }) => value))), coverage };
}

function extremes(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

export function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}

/** Weights are 0 or more and sum to 1, within 1e-9. */
export function checkWeights(field: string, weights: readonly number[]): void {
  for (const weight of weights) {
    if (typeof weight !== "number" || !(weight >= 0 && weight <= 1 + 1e-9)) invalid(field, "weights of 0 or more", weight);
  }
  const sum = compensatedSum(weights);
  if (Math.abs(sum - 1) > 1e-9) invalid(field, "weights that sum to 1", sum);
}
