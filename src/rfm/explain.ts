import { RFM_GRID, type RfmGridSegment } from "./presets.js";
import { codeOf, type PerScore } from "./score.js";
import { holds, isCodes, type RfmBox, type RfmCodes, type RfmPreset, type ScoreLike, type ScoreRange, segmentFor } from "./segments.js";

/** A change of one score that leads to another segment. */
export interface RfmMove<Key extends string = string> {
  readonly dimension: "recency" | "frequency" | "monetary";
  readonly from: number;
  readonly to: number;
  /** The segment it leads to. */
  readonly segment: Key;
}

/** Why a score has its segment, and what would change it. */
export interface SegmentExplanation<Key extends string = string> {
  readonly segment: Key;
  readonly name: { readonly en: string; readonly zh: string };
  readonly code: string;
  /** In words: "recency 5 (needs 5), frequency 4 (needs 4–5)". */
  readonly why: string;
  /** The smallest rise of one score that leads to another segment; undefined when none does. */
  readonly better: RfmMove<Key> | undefined;
  /** For each score the smallest rise and the smallest fall that lead to another segment. */
  readonly moves: readonly RfmMove<Key>[];
}

const WORDS = { r: "recency", f: "frequency", m: "monetary" } as const;
const DIMENSIONS = ["r", "f", "m"] as const;

/**
 * Says why a score belongs to its segment and which change of a single score
 * would move the customer. Among rises of the same size `better` takes the
 * segment listed first in the preset.
 *
 * @param preset default `RFM_GRID`
 * @throws InvalidInputError as `segmentOf`
 * @example
 * import { explainSegment } from "regulars";
 * const { segment, why, better } = explainSegment({ r: 4, f: 5, m: 2 });
 * segment;
 * // => "loyal"
 * why;
 * // => "recency 4 (needs 3–4), frequency 5 (needs 4–5)"
 * better;
 * // => { dimension: "recency", from: 4, to: 5, segment: "champions" }
 */
export function explainSegment(score: ScoreLike): SegmentExplanation<RfmGridSegment>;
export function explainSegment<Key extends string>(score: ScoreLike, preset: RfmPreset<Key>): SegmentExplanation<Key>;
export function explainSegment(score: ScoreLike, preset: RfmPreset = RFM_GRID): SegmentExplanation {
  const segment = segmentFor(score, preset);
  const code = codeOf(score.r, score.f, score.m, preset.bins);
  const moves = DIMENSIONS.flatMap((key) => [
    ...nearest(score, preset, segment.key, key, 1),
    ...nearest(score, preset, segment.key, key, -1),
  ]);
  const keys = [...preset.segments.map(({ key }) => key), preset.otherwise?.key];
  const order = (move: RfmMove): number => keys.indexOf(move.segment);
  const [better] = moves.filter(({ from, to }) => to > from).sort((a, b) => a.to - a.from - (b.to - b.from) || order(a) - order(b));
  const part = "rule" in segment ? segment.rule.find((candidate) => holds(candidate, score, code)) : undefined;
  return { segment: segment.key, name: segment.name, code, why: reason(part, score, code, segment.name.en), better, moves };
}

function reason(box: RfmBox | RfmCodes | undefined, score: PerScore, code: string, name: string): string {
  if (box === undefined) return `no rule holds ${code}: everything else is ${name}`;
  if (isCodes(box)) return `${code} is one of the codes of ${name}: ${box.codes.join(", ")}`;
  const needs = DIMENSIONS.filter((key) => box[key] !== undefined).map(
    (key) => `${WORDS[key]} ${score[key]} (needs ${rangeText(box[key]!)})`,
  );
  return needs.length === 0 ? `${name} takes every score` : needs.join(", ");
}

function rangeText([lowest, highest]: ScoreRange): string {
  return lowest === highest ? String(lowest) : `${lowest}–${highest}`;
}

function nearest(score: PerScore, preset: RfmPreset, segment: string, key: "r" | "f" | "m", step: 1 | -1): RfmMove[] {
  for (let to = score[key] + step; to >= 1 && to <= preset.bins[key]; to += step) {
    const other = segmentFor({ r: score.r, f: score.f, m: score.m, [key]: to }, preset).key;
    if (other !== segment) return [{ dimension: WORDS[key], from: score[key], to, segment: other }];
  }
  return [];
}
