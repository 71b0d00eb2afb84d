/** Bounds of a number, all that are named. A number that is not known is within none. */
export interface Bounds {
  readonly from?: number;
  readonly above?: number;
  readonly upTo?: number;
  readonly below?: number;
}

export const BOUND_NAMES = ["from", "above", "upTo", "below"] as const;

/** Whether a value that came from outside names one bound at least, no other thing, and all by finite numbers. */
export function areBounds(value: unknown): value is Bounds {
  if (typeof value !== "object" || value === null) return false;
  const bounds = Object.entries(value).filter(([, bound]) => bound !== undefined);
  return bounds.length > 0 && bounds.every(([name, bound]) => BOUND_NAMES.includes(name as "from") && Number.isFinite(bound));
}

export function isWithin(value: number | undefined, { from, above, upTo, below }: Bounds): boolean {
  if (value === undefined) return false;
  return (
    (from === undefined || value >= from) &&
    (above === undefined || value > above) &&
    (upTo === undefined || value <= upTo) &&
    (below === undefined || value < below)
  );
}

/** "from 2, below 5". */
export function boundsText({ from, above, upTo, below }: Bounds): string {
  const parts = [
    ["from", from],
    ["above", above],
    ["up to", upTo],
    ["below", below],
  ] as const;
  return parts.flatMap(([word, bound]) => (bound === undefined ? [] : [`${word} ${bound}`])).join(", ");
}
