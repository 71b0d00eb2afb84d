/**
 * Net promoter score, how sure it is, and whether two differ.
 *
 * - [1] Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review 81(12), 46-54.
 * - [2] Tango, T. (1998). Equivalence test and confidence interval for the difference in proportions for the paired-sample
 *   design. Statistics in Medicine 17, 891-908: the score interval. Promoters less detractors are the same trinomial.
 */
import { invalid } from "../errors.js";
import { normalCdf, normalQuantile } from "../math/normal.js";
import { root } from "../math/root.js";
import { type Answer, answerOf, checkRespondent } from "./answers.js";

/** Answers 9–10, 7–8 and 0–6, counted. */
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

export interface NpsOptions {
  /** 0.95. */
  readonly confidence?: number;
  /**
   * "score" (default) inverts the test of [2]; it stays within −100 … 100 and has width when all answer alike. "wald" is
   * score ± z · standard error, as most tools print.
   */
  readonly interval?: "score" | "wald";
}

export interface Nps extends NpsCounts {
  /** % promoters − % detractors, −100 … 100; undefined when nobody answered. */
  readonly nps: number | undefined;
  /** In points: 100 √((p + d − (p − d)²) / n). */
  readonly standardError: number | undefined;
  /** In points. */
  readonly interval: readonly [number, number] | undefined;
  readonly asked: number;
  readonly answered: number;
  readonly coverage: number;
}

/**
 * "How likely is it that you would recommend us?", 0 to 10, of a group [1]: promoters (9–10) less detractors (0–6).
 *
 * @param answers one per customer who was asked, or the counts
 * @throws InvalidInputError for an answer that is not a whole number from 0 to 10, or a count below 0
 * @example
 * const { nps: score, standardError, interval } = nps({ promoters: 50, passives: 30, detractors: 20 }, { interval: "wald" });
 * score;
 * // => 30
 * standardError.toFixed(2);
 * // => "7.81"
 * interval.map((end) => end.toFixed(1));
 * // => ["14.7", "45.3"]
 * nps([10, 9, 8, 3, null]).coverage;
 * // => 0.8
 */
export function nps(answers: readonly Answer[] | NpsCounts, options: NpsOptions = {}): Nps {
  const { confidence = 0.95, interval: method = "score" } = options;
  const z = deviations(confidence);
  if (method !== "score" && method !== "wald") invalid("interval", '"score" or "wald"', method);
  const { promoters, passives, detractors, asked } = isList(answers) ? counted(answers) : checked(answers);
  const n = promoters + passives + detractors;
  const share = n === 0 ? undefined : { delta: (promoters - detractors) / n, error: errorOf(promoters, detractors, n) };
  return {
    promoters,
    passives,
    detractors,
    nps: share && 100 * share.delta,
    standardError: share && 100 * share.error,
    interval:
      share &&
      (method === "wald"
        ? [100 * (share.delta - z * share.error), 100 * (share.delta + z * share.error)]
        : scoreInterval(promoters, detractors, n, z)),
    asked,
    answered: n,
    coverage: asked === 0 ? 0 : n / asked,
  };
}

export interface NpsDifference {
  /** Second less first, in points; undefined when nobody answered in one of them. */
  readonly difference: number | undefined;
  readonly standardError: number | undefined;
  /** difference ÷ standardError; undefined when that is 0. */
  readonly z: number | undefined;
  /** Two-sided: how often groups of these sizes differ as much when there is no difference. */
  readonly pValue: number | undefined;
  /** difference ± z · standardError, in points; undefined when all answered alike in both, which says nothing of how sure it is. */
  readonly interval: readonly [number, number] | undefined;
}

/**
 * Did the score move? Large-sample test of two independent groups, each with its own variance.
 *
 * @throws InvalidInputError as `nps`
 * @example
 * const before = { promoters: 50, passives: 30, detractors: 20 };
 * const { difference, pValue } = npsDifference(before, { promoters: 60, passives: 30, detractors: 10 });
 * difference;
 * // => 20
 * pValue.toFixed(4);
 * // => "0.0521"
 */
export function npsDifference(
  first: readonly Answer[] | NpsCounts,
  second: readonly Answer[] | NpsCounts,
  { confidence = 0.95 }: Pick<NpsOptions, "confidence"> = {},
): NpsDifference {
  const a = nps(first, { interval: "wald" });
  const b = nps(second, { interval: "wald" });
  const reach = deviations(confidence);
  if (a.nps === undefined || b.nps === undefined)
    return { difference: undefined, standardError: undefined, z: undefined, pValue: undefined, interval: undefined };
  const difference = b.nps - a.nps;
  const standardError = Math.hypot(a.standardError!, b.standardError!);
  const z = standardError > 0 ? difference / standardError : undefined;
  return {
    difference,
    standardError,
    z,
    pValue: z === undefined ? undefined : 2 * normalCdf(-Math.abs(z)),
    interval: standardError > 0 ? [difference - reach * standardError, difference + reach * standardError] : undefined,
  };
}

const isList = (answers: readonly Answer[] | NpsCounts): answers is readonly Answer[] => Array.isArray(answers);

function deviations(confidence: number): number {
  if (!(Number.isFinite(confidence) && confidence > 0 && confidence < 1)) invalid("confidence", "between 0 and 1", confidence);
  return normalQuantile((1 + confidence) / 2);
}

function counted(answers: readonly Answer[]): NpsCounts & { asked: number } {
  const counts = { promoters: 0, passives: 0, detractors: 0 };
  for (const [row, answer] of answers.entries()) {
    const x = answerOf("answer", answer, 0, 10, row);
    if (x === undefined) continue;
    if (!Number.isInteger(x)) invalid("answer", "a whole number from 0 to 10, or missing", answer, row);
    counts[x >= 9 ? "promoters" : x >= 7 ? "passives" : "detractors"]++;
  }
  return { ...counts, asked: answers.length };
}

function checked(counts: NpsCounts): NpsCounts & { asked: number } {
  checkRespondent("answers", counts);
  const { promoters, passives, detractors } = counts;
  for (const [field, value] of Object.entries({ promoters, passives, detractors }))
    if (!(Number.isInteger(value) && value >= 0)) invalid(field, "a whole number, 0 or more", value);
  return { promoters, passives, detractors, asked: promoters + passives + detractors };
}

function errorOf(p: number, d: number, n: number): number {
  return Math.sqrt(Math.max(0, (p + d) / n - ((p - d) / n) ** 2) / n);
}

function scoreInterval(promoters: number, detractors: number, n: number, z: number): [number, number] {
  return [100 * lowerEnd(promoters, detractors, n, z), -100 * lowerEnd(detractors, promoters, n, z)];
}

/** [2]: the δ below (up − down) / n at which up − down − nδ = z √(n (2q + δ(1 − δ))), q the share of `down` most likely under δ. */
function lowerEnd(up: number, down: number, n: number, z: number): number {
  const excess = (delta: number): number => {
    const b = (2 * n - up + down) * delta - up - down;
    const c = -down * delta * (1 - delta);
    const s = Math.sqrt(Math.max(0, b * b - 8 * n * c));
    const q = b > 0 ? (-2 * c) / (s + b) : (s - b) / (4 * n);
    return up - down - n * delta - z * Math.sqrt(Math.max(0, n * (2 * q + delta * (1 - delta))));
  };
  // At δ = ±1 nothing varies and the equation has a root that is no end of the interval.
  return down === n ? -1 : (root(excess, -1, (up - down) / n - 1e-12) ?? -1);
}
