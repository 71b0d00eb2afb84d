/**
 * A sum of money without its rounding noise: rounded to twelve significant decimal digits of `scale`, the money that was
 * moved. So 0.1 + 0.2 equals 0.3, whatever the order of the rows, and customers with equal money tie.
 */
export function roundMoney(value: number, scale: number): number {
  return value === 0 ? value : roundToDigits(value, moneyDigits(scale));
}

/** The decimals that `roundMoney` keeps, for many sums of one scale; NaN where there are none to drop. */
export function moneyDigits(scale: number): number {
  return scale > 0 ? 12 - Math.ceil(Math.log10(scale)) : Number.NaN;
}

/** Rounded to so many decimals, which `moneyDigits` gives. */
export function roundToDigits(value: number, digits: number): number {
  if (value === 0 || !(digits <= 22 && digits >= -290)) return value;
  if (digits < 0) return Math.round(value / 10 ** -digits) * 10 ** -digits;
  const power = 10 ** digits;
  const scaled = value * power;
  return Math.abs(scaled) < 2 ** 53 ? Math.round(scaled) / power : value;
}
