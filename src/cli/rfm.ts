/** `regulars rfm`: scores and segments. */
import { readFile } from "node:fs/promises";
import {
  CLASSIC_125,
  countBreaks,
  InvalidInputError,
  KLAVIYO,
  naturalBreaks,
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
import { badFile, wrongUsage } from "./mistakes.js";
import { writeRows, writeText } from "./output.js";
import { grouped, moneyColumn, percent, table } from "./table.js";

const METHODS = { quantile: quantileBreaks, natural: naturalBreaks, count: countBreaks };
const PRESETS: Readonly<Record<Arguments["preset"], RfmPreset>> = { grid: RFM_GRID, klaviyo: KLAVIYO, classic125: CLASSIC_125 };

/** The table of segments, and files where they are asked for. */
export async function rfmReport(rows: readonly Rfm[], args: Arguments): Promise<string> {
  const preset = PRESETS[args.preset];
  const bins = preset.bins.r;
  if (args.bins !== undefined && args.bins !== bins) {
    wrongUsage(`The segments of "${args.preset}" are made for ${bins} bins, not ${args.bins}: leave --bins out, or choose another --preset.`);
  }
  const cuts = args.cuts === undefined ? rfmCuts(rows, { bins, method: METHODS[args.method] }) : await savedCuts(args.cuts);
  const scores = scored(cuts, rows, args);
  const segments = segmentsOf(scores, preset);
  const names = new Map(preset.segments.map(({ key, name }) => [key, name.en]));
  if (args.saveCuts !== undefined) await writeText(args.saveCuts, `${JSON.stringify(cuts, null, 2)}\n`);
  if (args.out !== undefined) {
    const customers = rows.map((row, i) => {
      const { r, f, m, code, index } = scores[i]!;
      const segment = segments[i]!;
      return { ...measured(row), r, f, m, score: code, index, segment, segment_name: names.get(segment) ?? segment };
    });
    const columns = [...MEASURED, "r", "f", "m", "score", "index", "segment", "segment_name"];
    await writeRows(args.out, columns, customers);
  }
  const summary = segmentSummary(rows, segments, preset).filter(({ customers }) => customers > 0);
  const text = table([
    { title: "Segment", cells: summary.map(({ name }) => name.en) },
    { title: "Customers", cells: summary.map(({ customers }) => grouped(customers)), right: true },
    { title: "Share", cells: summary.map(({ share }) => percent(share)), right: true },
    { title: "Revenue", cells: moneyColumn(summary.map(({ revenue }) => revenue)), right: true },
    { title: "Share", cells: summary.map(({ shareOfRevenue }) => percent(shareOfRevenue)), right: true },
    { title: "What to do", cells: summary.map(({ action }) => action) },
  ]);
  return [text, ...(args.cuts === undefined ? cuts.notes : []).map((note) => `Note: ${note}`)].join("\n");
}

export const MEASURED = ["customer_id", "recency_days", "frequency", "monetary", "average_value", "first_purchase", "last_purchase"] as const;

/** A customer's row of measures under the names of the files. */
export function measured(row: Rfm): Record<(typeof MEASURED)[number], string | number> {
  return {
    customer_id: row.customerId,
    recency_days: row.recency,
    frequency: row.frequency,
    monetary: row.monetary,
    average_value: row.averageValue,
    first_purchase: row.firstPurchase,
    last_purchase: row.lastPurchase,
  };
}

async function savedCuts(path: string): Promise<RfmCuts> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return badFile(`${path} could not be read: ${(error as Error).message}`);
  }
  try {
    const cuts = JSON.parse(text) as RfmCuts | null;
    if (cuts?.kind === "rfm-cuts") return cuts;
  } catch {}
  return badFile(`${path} does not hold cut points. Make the file with: regulars rfm orders.csv --save-cuts ${path}`);
}

function scored(cuts: RfmCuts, rows: readonly Rfm[], { cuts: path, preset }: Arguments): ReturnType<typeof rfmScores> {
  try {
    const scores = rfmScores(cuts, rows);
    const { bins } = PRESETS[preset];
    const made = scores[0]?.bins;
    if (made && (made.r !== bins.r || made.f !== bins.f || made.m !== bins.m)) {
      badFile(`${path} has ${made.r} × ${made.f} × ${made.m} bins, but the segments of "${preset}" need ${bins.r} × ${bins.f} × ${bins.m}. Choose another --preset.`);
    }
    return scores;
  } catch (error) {
    if (path !== undefined && error instanceof InvalidInputError) badFile(`The cut points in ${path} are damaged: ${error.message}`);
    throw error;
  }
}
