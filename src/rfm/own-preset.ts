import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { checkScore, codeOf, type PerScore } from "./score.js";
import { isCodes, type RfmBox, type RfmPreset, type RfmRule, type RfmSegmentLabel } from "./segments.js";

type OwnLabel<Key extends string> = Pick<RfmSegmentLabel<Key>, "key"> & {
  /** A text serves both languages; default the key. */
  readonly name?: string | RfmSegmentLabel["name"];
  readonly description?: string;
  readonly action?: string;
};

/** Segments of your own. */
export interface OwnRfmPreset<Key extends string> {
  /** Default `"own"`. */
  readonly key?: string;
  readonly bins: PerScore;
  /** Default `"exactly-one"`: a rule that is never meant to overlap is checked not to. */
  readonly match?: "exactly-one" | "first";
  readonly segments: readonly (OwnLabel<Key> & { readonly rule: RfmRule })[];
  readonly otherwise?: OwnLabel<Key>;
}

const MOST_CODES = 1_000_000;

/**
 * Makes a preset of your own rules and checks it: every code of the grid must
 * belong to one segment. With `match: "exactly-one"` overlaps are errors, with
 * `"first"` (as in R's rfm) the order decides; `otherwise` catches the rest.
 *
 * @throws InvalidInputError listing the codes that are in no or in several segments, and for ranges or codes outside
 * the grid, repeated keys, or more than 1,000,000 codes
 * @example
 * import { rfmPreset, segmentOf } from "regulars";
 * const preset = rfmPreset({
 *   bins: { r: 3, f: 3, m: 3 },
 *   segments: [{ key: "best", rule: [{ r: [3, 3], f: [2, 3] }] }, { key: "lost", rule: [{ r: [1, 1] }] }],
 *   otherwise: { key: "others" },
 * });
 * segmentOf({ r: 2, f: 3, m: 3 }, preset);
 * // => "others"
 */
export function rfmPreset<const Key extends string>(own: OwnRfmPreset<Key>): RfmPreset<Key> {
  const { key = "own", bins, match = "exactly-one", otherwise } = own;
  for (const dimension of ["r", "f", "m"] as const) checkScore(`bins.${dimension}`, bins[dimension], 1000);
  if (match !== "exactly-one" && match !== "first") invalid("match", '"exactly-one" or "first"', match);
  const segments = own.segments.map((segment) => ({ ...labelOf(segment), rule: segment.rule }));
  const preset: RfmPreset<Key> = {
    ...{ kind: "rfm-preset", key, bins, match, segments },
    ...(otherwise === undefined ? {} : { otherwise: labelOf(otherwise) }),
  };
  checkPreset(preset);
  return preset;
}

function labelOf<Key extends string>({ key, name = key, description = "", action = "" }: OwnLabel<Key>): RfmSegmentLabel<Key> {
  return { key, name: typeof name === "string" ? { en: name, zh: name } : name, description, action };
}

/** Every code of the grid belongs to one segment, or the message says which do not. */
function checkPreset({ bins, match, segments, otherwise }: RfmPreset): void {
  const size = bins.r * bins.f * bins.m;
  if (size > MOST_CODES) invalid("bins", `a grid of at most ${MOST_CODES} codes`, size);
  const keys = [...segments, ...(otherwise === undefined ? [] : [otherwise])].map(({ key }) => key);
  keys.forEach((key, i) => {
    if (keys.indexOf(key) !== i) invalid("segments", "of different keys", key);
  });

  const owner = new Int32Array(size).fill(-1);
  const overlaps = new Map<number, string[]>();
  segments.forEach(({ key, rule }, at) => {
    for (const cell of cellsOf(rule, bins, `rule of ${key}`)) {
      const first = owner[cell]!;
      if (first === -1) owner[cell] = at;
      else if (first !== at && match === "exactly-one") {
        const both = overlaps.get(cell) ?? [segments[first]!.key];
        if (!both.includes(key)) overlaps.set(cell, [...both, key]);
      }
    }
  });

  const issues: Issue[] = [];
  let total = 0;
  for (let cell = 0; cell < size; cell++) {
    const received = owner[cell] === -1 && otherwise === undefined ? [] : overlaps.get(cell);
    if (received !== undefined && total++ < 10)
      issues.push({ row: -1, field: `code ${codeAt(cell, bins)}`, expected: "in exactly one segment", received });
  }
  if (total > 0) throw new InvalidInputError(issues, total);
}

function* cellsOf(rule: RfmRule, bins: PerScore, field: string): Generator<number> {
  if (!Array.isArray(rule)) invalid(field, "a list of boxes or codes", rule);
  for (const part of rule) {
    if (isCodes(part)) {
      for (const code of part.codes) yield cellOfCode(code, bins, field);
      continue;
    }
    const [r, f, m] = (["r", "f", "m"] as const).map((key) => rangeOf(part, key, bins[key], field)) as [Range, Range, Range];
    for (let i = r[0]; i <= r[1]; i++) for (let j = f[0]; j <= f[1]; j++) for (let k = m[0]; k <= m[1]; k++) yield cellAt(i, j, k, bins);
  }
}

type Range = readonly [number, number];

function rangeOf(box: RfmBox, key: "r" | "f" | "m", bins: number, field: string): Range {
  const range = box[key] ?? [1, bins];
  checkScore(`${field}, lowest ${key}`, range[0], bins);
  checkScore(`${field}, highest ${key}`, range[1], bins);
  if (range[0] > range[1]) invalid(`${field}, ${key}`, "[lowest, highest]", range);
  return range;
}

function cellOfCode(code: string, bins: PerScore, field: string): number {
  const [r = 0, f = 0, m = 0] = (code.includes("-") ? code.split("-") : [...code]).map(Number);
  const cell = cellAt(r, f, m, bins);
  if (!(cell >= 0 && cell < bins.r * bins.f * bins.m) || codeAt(cell, bins) !== code) {
    invalid(field, `codes from ${codeAt(0, bins)} to ${codeOf(bins.r, bins.f, bins.m, bins)}`, code);
  }
  return cell;
}

function cellAt(r: number, f: number, m: number, bins: PerScore): number {
  return ((r - 1) * bins.f + f - 1) * bins.m + m - 1;
}

function codeAt(cell: number, bins: PerScore): string {
  const row = Math.floor(cell / bins.m);
  return codeOf(Math.floor(row / bins.f) + 1, (row % bins.f) + 1, (cell % bins.m) + 1, bins);
}
