/**
 * The hazard that has added up until each time: how many events a subject would have met that began anew after each.
 *
 * - [1] Nelson, W. (1972). Theory and applications of hazard plotting for censored failure data. Technometrics 14, 945–966.
 * - [2] Aalen, O. (1978). Nonparametric inference for a family of counting processes. Annals of Statistics 6, 701–726.
 */
import { normalQuantile } from "../math/normal.js";
import { checkedConfidence, riskTable, type SurvivalSubject, subjectColumns } from "./subjects.js";

export interface HazardStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** Ĥ: Σ events ÷ at risk. */
  readonly hazard: number;
  /** √Σ events ÷ at risk² [2]. */
  readonly standardError: number;
  /** Interval of ln H; undefined while there was no event. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** A curve of cumulative hazard; plain JSON. */
export interface NelsonAalen {
  readonly kind: "nelson-aalen";
  readonly schemaVersion: 1;
  readonly subjects: number;
  readonly events: number;
  readonly confidence: number;
  readonly steps: readonly HazardStep[];
}

/**
 * The cumulative hazard [1, 2] at each distinct time.
 *
 * @param options.confidence default .95
 * @throws InvalidInputError as `kaplanMeier`.
 *
 * @example
 * const { steps } = nelsonAalen([{ duration: 3, event: true }, { duration: 5, event: false }, { duration: 8, event: true }]);
 * steps.map(({ hazard }) => hazard); // => [0.3333, 0.3333, 1.3333]
 */
export function nelsonAalen(subjects: readonly SurvivalSubject[], options: { readonly confidence?: number } = {}): NelsonAalen {
  const { confidence = 0.95 } = options;
  const z = normalQuantile((1 + checkedConfidence(confidence)) / 2);
  const { times, atRisk, events } = riskTable(subjectColumns(subjects));
  let hazard = 0;
  let variance = 0;
  let happened = 0;
  const steps = Array.from(times, (time, i): HazardStep => {
    const n = atRisk[i]!;
    const d = events[i]!;
    hazard += d / n;
    variance += d / (n * n);
    happened += d;
    const standardError = Math.sqrt(variance);
    const factor = Math.exp((z * standardError) / hazard);
    const known = hazard > 0;
    return {
      time,
      atRisk: n,
      events: d,
      hazard,
      standardError,
      lower: known ? hazard / factor : undefined,
      upper: known ? hazard * factor : undefined,
    };
  });
  return { kind: "nelson-aalen", schemaVersion: 1, subjects: atRisk[0]!, events: happened, confidence, steps };
}
