/** Who is watched for how long, and whether it happened: the rows of survival analysis, laid out in columns. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";

/** One customer, contract or order that is waited upon. */
export interface SurvivalSubject {
  /** Time from the beginning to the event, or to the end of watching; any unit, 0 or more. */
  readonly duration: number;
  /** Whether the event was seen (true, 1), or watching ended before it (false, 0: censored). */
  readonly event: boolean | 0 | 1;
  /** How many such subjects the row stands for, from 1e-100 to 1e100; default 1. */
  readonly weight?: number | undefined;
}

export interface SubjectColumns {
  readonly durations: Float64Array;
  readonly events: Uint8Array;
  readonly weights: Float64Array;
  /** Rows by duration, the shortest first. */
  readonly order: Uint32Array;
}

/** Weights of which products are still numbers. */
const HEAVIEST = 1e100;

/** Checks rows and sorts them; `check` may add issues of its own for a row. */
export function subjectColumns<Row extends SurvivalSubject>(
  subjects: readonly Row[],
  check?: (row: Row, index: number, issue: (field: string, expected: string, received: unknown) => void) => void,
): SubjectColumns {
  if (!Array.isArray(subjects)) invalid("subjects", "an array of { duration, event }", subjects);
  const n = subjects.length;
  if (n === 0) invalid("subjects", "at least one", subjects);
  const durations = new Float64Array(n);
  const events = new Uint8Array(n);
  const weights = new Float64Array(n).fill(1);
  const issues: Issue[] = [];
  let total = 0;
  for (let row = 0; row < n; row++) {
    const issue = (field: string, expected: string, received: unknown): void => {
      total++;
      if (issues.length < 10) issues.push({ row, field, expected, received });
    };
    const subject = subjects[row]!;
    const { duration, event, weight } = subject ?? {};
    if (!(typeof duration === "number" && duration >= 0 && duration < Number.POSITIVE_INFINITY))
      issue("duration", "a finite number, 0 or more", duration);
    else if (typeof event !== "boolean" && event !== 0 && event !== 1) issue("event", "true or false", event);
    else if (weight !== undefined && !(typeof weight === "number" && weight >= 1 / HEAVIEST && weight <= HEAVIEST))
      issue("weight", `a number above 0, from ${1 / HEAVIEST} to ${HEAVIEST}, or absent`, weight);
    else check?.(subject, row, issue);
    durations[row] = duration;
    events[row] = event ? 1 : 0;
    if (weight !== undefined) weights[row] = weight;
  }
  if (total > 0) throw new InvalidInputError(issues, total);
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => durations[a]! - durations[b]! || a - b);
  return { durations, events, weights, order };
}

/** The distinct times, with who was still watched just before each and what happened at it. */
export interface RiskTable {
  readonly times: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/** A subject censored at the time of an event was still at risk of it. */
export function riskTable({ durations, events, weights, order }: SubjectColumns): RiskTable {
  const n = order.length;
  let distinct = 0;
  for (let i = 0; i < n; i++) if (i === 0 || durations[order[i]!] !== durations[order[i - 1]!]) distinct++;
  const table = {
    times: new Float64Array(distinct),
    atRisk: new Float64Array(distinct),
    events: new Float64Array(distinct),
    censored: new Float64Array(distinct),
  };
  // From the longest duration down, so that weights add up to what is left and not to what rounding leaves of it.
  let left = 0;
  for (let i = n - 1, at = distinct - 1; i >= 0; at--) {
    const time = durations[order[i]!]!;
    let happened = 0;
    let ended = 0;
    for (; i >= 0 && durations[order[i]!] === time; i--) {
      const row = order[i]!;
      if (events[row]) happened += weights[row]!;
      else ended += weights[row]!;
    }
    left += happened + ended;
    table.times[at] = time;
    table.atRisk[at] = left;
    table.events[at] = happened;
    table.censored[at] = ended;
  }
  return table;
}

/** Half the width of a two-sided interval in standard errors is asked for by its confidence, such as .95. */
export function checkedConfidence(confidence: number): number {
  return typeof confidence === "number" && confidence > 0 && confidence < 1
    ? confidence
    : invalid("confidence", "a number between 0 and 1", confidence);
}
