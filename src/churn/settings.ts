/** Checks that several learners make of their options. */
import { invalid } from "../errors.js";

export function whole(field: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) invalid(field, `a whole number, ${least} or more`, value);
}

export function positive(field: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) invalid(field, "a finite number above 0", value);
}

export function share(field: string, value: number): void {
  if (!(value > 0 && value <= 1)) invalid(field, "above 0, at most 1", value);
}
