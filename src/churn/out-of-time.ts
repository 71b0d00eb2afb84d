/** Earlier examples to learn from, the latest to be judged on: as the model will be used. */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { dayOf, isoDay } from "../transactions/day.js";
import type { DatedChurnExample } from "./examples.js";

export interface OutOfTime {
  readonly training: readonly DatedChurnExample[];
  /** Those of the latest cut-off, which `cutOff` names. */
  readonly test: readonly DatedChurnExample[];
  readonly cutOff: string;
  /** Cut-offs left out, since their labels were not yet known at the latest cut-off. */
  readonly leftOut: readonly string[];
}

/**
 * Splits examples of several cut-offs: the latest is the test, and training has those whose label was known by then, that is cut-offs
 * at least `days` earlier. A customer may stand on both sides, at different times; nothing of the later one is known to the earlier.
 *
 * @param options.days the horizon that the examples were made with
 * @throws InvalidInputError for days that are no whole number, and when no cut-off is early enough to learn from.
 *
 * @example
 * const rows = simulateShop(EXAMPLE_SHOP, { customers: 300, days: 730, arrivals: 365 });
 * const examples = churnExamples(rows, { cutOff: ["2025-09-01", "2026-01-01", "2026-02-01"], days: 90 });
 * const { training, test, cutOff, leftOut } = splitOutOfTime(examples, { days: 90 });
 * cutOff; // => "2026-02-01"
 * leftOut; // => ["2026-01-01"]
 * training.length + test.length < examples.length; // => true
 */
export function splitOutOfTime(examples: readonly DatedChurnExample[], options: { readonly days: number }): OutOfTime {
  const { days } = options;
  checkCount("days", days, 1);
  const known = new Map<string, number>();
  examples.forEach(({ cutOff }, row) => {
    if (typeof cutOff !== "string") invalid("cutOff", "an ISO date, as churnExamples gives", cutOff, row);
    if (!known.has(cutOff)) known.set(cutOff, dayOf(cutOff, "UTC", "cutOff"));
  });
  const latest = [...known.values()].reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const early = (cutOff: string): boolean => known.get(cutOff)! + days <= latest;
  const training = examples.filter(({ cutOff }) => early(cutOff));
  if (training.length === 0) {
    const expected = Number.isFinite(latest)
      ? `also of ${isoDay(latest - days)} or earlier, whose labels were known by the last cut-off`
      : "of two cut-offs";
    invalid("examples", expected, [...known.keys()]);
  }
  const test = examples.filter(({ cutOff }) => known.get(cutOff) === latest);
  const leftOut = [...known].filter(([cutOff, day]) => day < latest && !early(cutOff)).map(([cutOff]) => cutOff);
  return { training, test, cutOff: isoDay(latest), leftOut: leftOut.sort() };
}
