/** `regulars rfm`: scores and segments. */
import {
  CLASSIC_125,
  type CustomerRfmScore,
  countBreaks,
  InvalidInputError,
  KLAVIYO,
  naturalBreaks,
  type PerScore,
  quantileBreaks,
  RFM_GRID,
  type Rfm,
  type RfmCuts,
  type RfmPreset,
  rfmCuts,
  rfmScores,
  segmentSummary,
  segmentsOf,
} from "../index.js";
import type { Arguments } from "./args.js";
import { MEASURED, measured } from "./measures.js";
import { wrongUsage } from "./mistakes.js";
import { writeRows, writeText } from "./output.js";
import { savedCuts } from "./saved-cuts.js";
import { grouped, moneyColumn, percent, table } from "./table.js";

const METHODS = { quantile: quantileBreaks, natural: naturalBreaks, count: countBreaks };
const PRESETS: Readonly<Record<NonNullable<Arguments["preset"]>, RfmPreset>> = {
  grid: RFM_GRID,
  klaviyo: KLAVIYO,
  classic125: CLASSIC_125,
};

/** The table of segments, and files where they are asked for. Scores of bins for which there are no segments are told as they are. */
export async function rfmReport(rows: readonly Rfm[], args: Arguments): Promise<string> {
  const cuts = args.cuts === undefined ? learned(rows, args) : await savedCuts(args.cuts);
  const scores = rfmScores(cuts, rows);
  const preset = presetFor(scores[0]!.bins, args);
  const segments = preset && segmentsOf(scores, preset);
  if (args.saveCuts !== undefined) await writeText(args.saveCuts, `${JSON.stringify(cuts, null, 2)}\n`);
  if (args.out !== undefined) {
    const names = new Map(preset?.segments.map(({ key, name }) => [key, name.en]));
    const customers = rows.map((row, i) => {
      const { r, f, m, code, index } = scores[i]!;
      const segment = segments && { segment: segments[i]!, segment_name: names.get(segments[i]!) ?? segments[i]! };
      return { ...measured(row), r, f, m, score: code, index, ...segment };
    });
    await writeRows(args.out, [...MEASURED, "r", "f", "m", "score", "index", ...(preset ? ["segment", "segment_name"] : [])], customers);
  }
  const text = preset ? segmentTable(rows, segments!, preset) : scoreTable(rows, scores);
  return [text, ...(args.cuts === undefined ? tieNotes(cuts) : [])].join("\n");
}

/** Where many customers have the same value, some scores are nobody's. */
function tieNotes({ bins, levels }: RfmCuts): string[] {
  return (["recency", "frequency", "monetary"] as const)
    .filter((dimension) => levels[dimension] < bins[dimension])
    .map(
      (dimension) => `Note: ${levels[dimension]} of ${bins[dimension]} ${dimension} scores are in use, as many customers are equal in it.`,
    );
}

function segmentTable(rows: readonly Rfm[], segments: readonly string[], preset: RfmPreset): string {
  const summary = segmentSummary(rows, segments, preset).filter(({ customers }) => customers > 0);
  return table([
    { title: "Segment", cells: summary.map(({ name }) => name.en) },
    { title: "Customers", cells: summary.map(({ customers }) => grouped(customers)), right: true },
    { title: "Share", cells: summary.map(({ share }) => percent(share)), right: true },
    { title: "Revenue", cells: moneyColumn(summary.map(({ revenue }) => revenue)), right: true },
    { title: "Share", cells: summary.map(({ shareOfRevenue }) => percent(shareOfRevenue)), right: true },
    { title: "What to do", cells: summary.map(({ action }) => action) },
  ]);
}

function scoreTable(rows: readonly Rfm[], scores: readonly CustomerRfmScore[]): string {
  const { bins } = scores[0]!;
  const levels = Array.from({ length: Math.max(bins.r, bins.f, bins.m) }, (_, i) => i + 1).reverse();
  const customers = (score: "r" | "f" | "m") => levels.map((level) => grouped(scores.filter((row) => row[score] === level).length));
  const revenue = levels.map((level) => rows.reduce((sum, { monetary }, i) => (scores[i]!.m === level ? sum + monetary : sum), 0));
  const text = table([
    { title: "Score", cells: levels.map((level) => `${level}`), right: true },
    { title: "Customers by recency", cells: customers("r"), right: true },
    { title: "by frequency", cells: customers("f"), right: true },
    { title: "by money", cells: customers("m"), right: true },
    { title: "Revenue of those", cells: moneyColumn(revenue), right: true },
  ]);
  return `${text}\nNote: there are segments for 5 bins (grid, classic125) and for 3 (klaviyo); for these bins there are scores alone.`;
}

/** The segments made for the bins: those asked for, or the usual ones; none when there are none for these bins. */
function presetFor(made: PerScore, { preset: asked, cuts }: Arguments): RfmPreset | undefined {
  const fits = ({ bins }: RfmPreset): boolean => bins.r === made.r && bins.f === made.f && bins.m === made.m;
  if (asked === undefined) return [RFM_GRID, KLAVIYO].find(fits);
  const preset = PRESETS[asked];
  if (fits(preset)) return preset;
  const { r, f, m } = preset.bins;
  const whose = cuts === undefined ? "--bins asks for" : `${cuts} has`;
  return wrongUsage(`The segments of "${asked}" need ${r} × ${f} × ${m} bins, but ${whose} ${made.r} × ${made.f} × ${made.m}.`);
}

function learned(rows: readonly Rfm[], { bins, preset, method }: Arguments): RfmCuts {
  try {
    return rfmCuts(rows, { bins: bins ?? (preset === undefined ? 5 : PRESETS[preset].bins.r), method: METHODS[method] });
  } catch (error) {
    const issue = error instanceof InvalidInputError ? error.issues[0] : undefined;
    if (issue?.field === "bins") wrongUsage(`--bins must be ${issue.expected}, not ${String(issue.received)}.`);
    throw error;
  }
}
