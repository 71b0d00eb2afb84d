/**
 * How well scores put subjects in the order of their events.
 *
 * - [1] Harrell, F. E., Califf, R. M., Pryor, D. B., Lee, K. L. & Rosati, R. A. (1982). Evaluating the yield of medical tests. JAMA 247,
 *   2543–2546.
 */
import { invalid } from "../errors.js";
import { type SubjectColumns, type SurvivalSubject, subjectColumns } from "./subjects.js";

/**
 * The concordance C of [1]: of the pairs in which one is known to have met the event before the other, the share in which that one
 * has the higher score; equal scores count half. Two events at one time are no such pair. Undefined without any pair. Weights are
 * not used.
 *
 * @param scores one for each subject: higher is sooner
 * @throws InvalidInputError as `kaplanMeier`, and for scores that are not as many finite numbers.
 *
 * @example
 * const subjects = [3, 5, 8].map((duration) => ({ duration, event: true }));
 * concordance(subjects, [0.9, 0.2, 0.4]); // => 0.6667
 */
export function concordance(subjects: readonly SurvivalSubject[], scores: ArrayLike<number>): number | undefined {
  const columns = subjectColumns(subjects);
  if (scores?.length !== subjects.length) invalid("scores", `${subjects.length} numbers, one for each subject`, scores?.length);
  for (let row = 0; row < scores.length; row++) if (!Number.isFinite(scores[row])) invalid("scores", "a finite number", scores[row], row);
  return concordanceOf(columns, scores);
}

export function concordanceOf({ durations, events, order }: SubjectColumns, scores: ArrayLike<number>): number | undefined {
  const levels = Float64Array.from(scores).sort();
  const ranks = new Int32Array(scores.length);
  for (let row = 0; row < ranks.length; row++) {
    let low = 0;
    let high = levels.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (levels[middle]! < scores[row]!) low = middle + 1;
      else high = middle;
    }
    ranks[row] = low + 1;
  }
  const tree = new Float64Array(levels.length + 1);
  const add = (rank: number): void => {
    for (let i = rank; i < tree.length; i += i & -i) tree[i]! += 1;
  };
  const upTo = (rank: number): number => {
    let count = 0;
    for (let i = rank; i > 0; i -= i & -i) count += tree[i]!;
    return count;
  };
  const later = new Float64Array(levels.length + 2);
  let agreeing = 0;
  let pairs = 0;
  let seen = 0;
  for (let i = order.length - 1; i >= 0; ) {
    const time = durations[order[i]!]!;
    let from = i;
    while (from >= 0 && durations[order[from]!] === time) from--;
    // Who is censored at the time of an event outlasts it.
    for (const happened of [0, 1]) {
      for (let j = i; happened && j > from; j--) {
        const row = order[j]!;
        if (!events[row]) continue;
        const rank = ranks[row]!;
        agreeing += upTo(rank - 1) + later[rank]! / 2;
        pairs += seen;
      }
      for (let j = i; j > from; j--) {
        const row = order[j]!;
        if (events[row] !== happened) continue;
        add(ranks[row]!);
        later[ranks[row]!]! += 1;
        seen++;
      }
    }
    i = from;
  }
  return pairs === 0 ? undefined : agreeing / pairs;
}
