/**
 * A sum of money without its rounding noise: rounded to twelve significant decimal digits of `scale`, the money that was
 * moved. So 0.1 + 0.2 equals 0.3, whatever the order of the rows, and customers with equal money tie.
 */
export function roundMoney(value: number, scale: number): number {
  if (value === 0 || !(scale > 0)) return value;
  const digits = 12 - Math.ceil(Math.log10(scale));
  if (digits > 22 || digits < -290) return value;
  if (digits < 0) return Math.round(value / 10 ** -digits) * 10 ** -digits;
  const power = 10 ** digits;
  const scaled = value * power;
  return Math.abs(scaled) < 2 ** 53 ? Math.round(scaled) / power : value;
}
