/** What the models that count in periods (years, months, opportunities) need to be told about time and money. */
import { invalid } from "../errors.js";
import { checkPositive } from "../math/checks.js";

export interface PeriodDiscount {
  /** Share per year, 0.1 for 10 %; above −1. */
  readonly annualDiscountRate: number;
  /** Length of a period; 365, a year. 30.4 is a month. */
  readonly periodDays?: number;
}

/** The discount rate of one period, (1 + annual)^(days / 365) − 1. */
export function periodDiscountRate({ annualDiscountRate, periodDays = 365 }: PeriodDiscount): number {
  if (!(Number.isFinite(annualDiscountRate) && annualDiscountRate > -1))
    invalid("annualDiscountRate", "a finite number above -1, such as 0.1 for 10 % a year", annualDiscountRate);
  checkPositive("periodDays", periodDays, "number of days");
  return periodDays === 365 ? annualDiscountRate : Math.expm1((Math.log1p(annualDiscountRate) * periodDays) / 365);
}
