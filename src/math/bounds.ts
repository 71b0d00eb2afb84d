/** Bounds of a number, all that are named. A number that is not known is within none. */
export interface Bounds {
  readonly from?: number;
  readonly above?: number;
  readonly upTo?: number;
  readonly below?: number;
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
