/** Checks that several learners make of their options. */
import { invalid } from "../errors.js";

export function whole(field: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) invalid(field, `a whole number, ${least} or more`, value);
}

export function positive(field: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) invalid(field, "a finite number above 0", value);
}

export function notNegative(field: string, value: number): void {
  if (!isNotNegative(value)) invalid(field, "a finite number, 0 or more", value);
}

export function share(field: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0 && value <= 1)) invalid(field, "above 0, at most 1", value);
}

/** Text is no number, even where it reads as one. */
export function isNotNegative(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) >= 0;
}

export function isInUnit(value: unknown): boolean {
  return isNotNegative(value) && (value as number) <= 1;
}
