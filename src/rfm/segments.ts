import { invalid } from "../errors.js";
import { RFM_GRID, type RfmGridSegment } from "./presets.js";
import { checkScore, codeOf, type PerScore } from "./score.js";

/** Lowest and highest score that belong, both included. */
export type ScoreRange = readonly [lowest: number, highest: number];

/** A box of scores; a dimension left out may be anything. */
export interface RfmBox {
  readonly r?: ScoreRange;
  readonly f?: ScoreRange;
  readonly m?: ScoreRange;
}

/** Codes one by one, written as `rfmScore` writes them. */
export interface RfmCodes {
  readonly codes: readonly string[];
}

/** A score belongs when it is in one of the boxes or codes. */
export type RfmRule = readonly (RfmBox | RfmCodes)[];

/** What a segment is called, who they are and what to do, without the rule. */
export interface RfmSegmentLabel<Key extends string = string> {
  /** Stable: for code and files. */
  readonly key: Key;
  readonly name: { readonly en: string; readonly zh: string };
  readonly description: string;
  readonly action: string;
}

export interface RfmSegment<Key extends string = string> extends RfmSegmentLabel<Key> {
  readonly rule: RfmRule;
}

/** Segments that cover the grid of scores; plain JSON. The order is that of tables. */
export interface RfmPreset<Key extends string = string> {
  readonly kind: "rfm-preset";
  readonly key: string;
  /** The scores that the rules are made for. */
  readonly bins: PerScore;
  /** `"exactly-one"`: no code in two segments. `"first"`: the first segment that holds the score. */
  readonly match: "exactly-one" | "first";
  readonly segments: readonly RfmSegment<Key>[];
  /** Takes the scores that no rule holds. */
  readonly otherwise?: RfmSegmentLabel<Key>;
}

/** A score as `rfmScore` gives it; `bins` are compared with the preset's when present. */
export type ScoreLike = PerScore & { readonly bins?: PerScore };

/**
 * The segment of one score: its stable key.
 *
 * @param preset default `RFM_GRID`: ten segments by recency and frequency
 * @throws InvalidInputError when the score is made with other bins than the preset's, or no rule holds it
 * @example
 * import { KLAVIYO, segmentOf } from "regulars";
 * segmentOf({ r: 5, f: 4, m: 1 });
 * // => "champions"
 * segmentOf({ r: 2, f: 1, m: 3 }, KLAVIYO);
 * // => "needs_attention"
 */
export function segmentOf(score: ScoreLike): RfmGridSegment;
export function segmentOf<Key extends string>(score: ScoreLike, preset: RfmPreset<Key>): Key;
export function segmentOf(score: ScoreLike, preset: RfmPreset = RFM_GRID): string {
  return segmentFor(score, preset).key;
}

/**
 * The segments of many scores, in their order.
 *
 * @throws InvalidInputError as `segmentOf`, naming the row
 * @example
 * import { segmentsOf } from "regulars";
 * segmentsOf([{ r: 5, f: 1, m: 1 }, { r: 1, f: 5, m: 5 }]);
 * // => ["new", "cant_lose"]
 */
export function segmentsOf(scores: readonly ScoreLike[]): RfmGridSegment[];
export function segmentsOf<Key extends string>(scores: readonly ScoreLike[], preset: RfmPreset<Key>): Key[];
export function segmentsOf(scores: readonly ScoreLike[], preset: RfmPreset = RFM_GRID): string[] {
  const known = new Map<number, string>();
  const { f, m } = preset.bins;
  return scores.map((score, row) => {
    checkAgainst(preset, score, row);
    const cell = (score.r * (f + 1) + score.f) * (m + 1) + score.m;
    let key = known.get(cell);
    if (key === undefined) {
      key = matching(score, preset, row).key;
      known.set(cell, key);
    }
    return key;
  });
}

/** The whole segment of one score, `otherwise` included. */
export function segmentFor<Key extends string>(score: ScoreLike, preset: RfmPreset<Key>): RfmSegment<Key> | RfmSegmentLabel<Key> {
  checkAgainst(preset, score, -1);
  return matching(score, preset, -1);
}

export function isCodes(part: RfmBox | RfmCodes): part is RfmCodes {
  return "codes" in part;
}

/** Whether one box, or list of codes, holds the score. */
export function holds(part: RfmBox | RfmCodes, { r, f, m }: PerScore, code: string): boolean {
  return isCodes(part) ? part.codes.includes(code) : within(r, part.r) && within(f, part.f) && within(m, part.m);
}

function within(score: number, range: ScoreRange | undefined): boolean {
  return range === undefined || (score >= range[0] && score <= range[1]);
}

function matching<Key extends string>(score: PerScore, preset: RfmPreset<Key>, row: number): RfmSegment<Key> | RfmSegmentLabel<Key> {
  const code = codeOf(score.r, score.f, score.m, preset.bins);
  const found = preset.segments.find(({ rule }) => rule.some((part) => holds(part, score, code))) ?? preset.otherwise;
  return found ?? invalid("score", `held by a segment of the preset "${preset.key}", or the preset given otherwise`, code, row);
}

function checkAgainst({ key, bins }: RfmPreset, score: ScoreLike, row: number): void {
  const made = score.bins;
  if (made !== undefined && made !== bins && (made.r !== bins.r || made.f !== bins.f || made.m !== bins.m)) {
    invalid("score.bins", `those of the preset "${key}", ${bins.r} × ${bins.f} × ${bins.m}`, `${made.r} × ${made.f} × ${made.m}`, row);
  }
  checkScore("r", score.r, bins.r, row);
  checkScore("f", score.f, bins.f, row);
  checkScore("m", score.m, bins.m, row);
}
