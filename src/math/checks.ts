/** One number each: throws an InvalidInputError that names the field. `what` says what is counted: "number of days". */
import { invalid } from "../errors.js";

export function checkNumber(field: string, value: number): void {
  if (!Number.isFinite(value)) invalid(field, "a finite number", value);
}

export function checkPositive(field: string, value: number, what = "number"): void {
  if (!(Number.isFinite(value) && value > 0)) invalid(field, `a finite ${what} above 0`, value);
}

export function checkNotNegative(field: string, value: number, what = "number"): void {
  if (!(Number.isFinite(value) && value >= 0)) invalid(field, `a finite ${what}, 0 or more`, value);
}

export function checkShare(field: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= 1)) invalid(field, "a share between 0 and 1", value);
}

export function checkCount(field: string, value: number, least = 0): void {
  if (!(Number.isSafeInteger(value) && value >= least)) invalid(field, `a whole number, ${least} or more`, value);
}

/** Strictly between 0 and 1: a level of confidence, a tolerance. */
export function checkInside(field: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0 && value < 1)) invalid(field, "between 0 and 1", value);
}
