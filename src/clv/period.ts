/** What the models that count in periods (years, months, opportunities) need to be told about time and money. */
import { invalid } from "../errors.js";

export interface PeriodDiscount {
  /** Share per year, 0.1 for 10 %; above −1. */
  readonly annualDiscountRate: number;
  /** Length of a period; 365, a year. 30.4 is a month. */
  readonly periodDays?: number;
}

/** The discount rate of one period, (1 + annual)^(days / 365) − 1. */
export function periodDiscountRate({ annualDiscountRate, periodDays = 365 }: PeriodDiscount): number {
  if (!(annualDiscountRate > -1 && annualDiscountRate < Number.POSITIVE_INFINITY))
    invalid("annualDiscountRate", "a finite number above -1, such as 0.1 for 10 % a year", annualDiscountRate);
  if (!(periodDays > 0 && periodDays < Number.POSITIVE_INFINITY)) invalid("periodDays", "a positive number of days", periodDays);
  return periodDays === 365 ? annualDiscountRate : Math.expm1((Math.log1p(annualDiscountRate) * periodDays) / 365);
}

export function checkNumber(field: string, value: number): void {
  if (!Number.isFinite(value)) invalid(field, "a finite number", value);
}

export function checkNotNegative(field: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) invalid(field, "a finite number, 0 or more", value);
}

export function checkShare(field: string, value: number): void {
  if (!(value >= 0 && value <= 1)) invalid(field, "a share between 0 and 1", value);
}

export function checkCount(field: string, value: number, least = 0): void {
  if (!(Number.isInteger(value) && value >= least)) invalid(field, `a whole number, ${least} or more`, value);
}
