/** Checks that several learners make of their options. */
import { invalid } from "../errors.js";

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
