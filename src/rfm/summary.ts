import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";
import { type Dimension, measuredColumns } from "./columns.js";
import { RFM_GRID } from "./presets.js";
import type { Rfm } from "./rfm.js";
import type { RfmPreset } from "./segments.js";

/** One line of the table a shop owner reads. */
export interface SegmentSummary<Key extends string = string> {
  readonly key: Key;
  readonly name: { readonly en: string; readonly zh: string };
  readonly customers: number;
  /** Of all customers, 0 to 1; 0 for an empty table. */
  readonly share: number;
  /** Sum of monetary. */
  readonly revenue: number;
  /** Of all revenue; undefined when that is not positive. */
  readonly shareOfRevenue: number | undefined;
  /** In days; undefined, as the other averages, for an empty segment. */
  readonly averageRecency: number | undefined;
  readonly averageFrequency: number | undefined;
  readonly averageMonetary: number | undefined;
  readonly action: string;
}

/**
 * Counts, revenue and averages of each segment, in the order of the preset,
 * empty segments included.
 *
 * @param segments the segment of each row, from `segmentsOf`
 * @param preset the one they were made with; default `RFM_GRID`
 * @throws InvalidInputError when there is not one segment for each row, or one is not of the preset
 * @example
 * import { segmentSummary } from "regulars";
 * const rows = [{ recency: 3, frequency: 8, monetary: 300 }, { recency: 400, frequency: 1, monetary: 100 }];
 * const [champions] = segmentSummary(rows, ["champions", "hibernating"]);
 * champions?.shareOfRevenue;
 * // => 0.75
 */
export function segmentSummary<Key extends string = (typeof RFM_GRID)["segments"][number]["key"]>(
  rows: readonly Pick<Rfm, Dimension>[],
  segments: readonly NoInfer<Key>[],
  preset: RfmPreset<Key> = RFM_GRID as unknown as RfmPreset<Key>,
): SegmentSummary<Key>[] {
  if (segments.length !== rows.length) invalid("segments", `one for each of ${rows.length} rows`, segments.length);
  const columns = measuredColumns(rows);
  const labels = [...preset.segments, ...(preset.otherwise === undefined ? [] : [preset.otherwise])];
  const members = new Map<string, number[]>(labels.map(({ key }) => [key, []]));
  segments.forEach((key, row) => {
    const rowsOfKey = members.get(key) ?? invalid("segment", `one of the preset "${preset.key}"`, key, row);
    rowsOfKey.push(row);
  });
  const total = compensatedSum(columns.monetary);
  if (!Number.isFinite(total)) invalid("monetary", "values whose sum is finite", total);
  return labels.map(({ key, name, action }) => {
    const at = members.get(key)!;
    const sum = (dimension: Dimension): number => compensatedSum(at.map((row) => columns[dimension][row]!));
    const average = (dimension: Dimension): number | undefined => (at.length === 0 ? undefined : sum(dimension) / at.length);
    const revenue = sum("monetary");
    return {
      key,
      name,
      customers: at.length,
      share: rows.length === 0 ? 0 : at.length / rows.length,
      revenue,
      shareOfRevenue: total > 0 ? revenue / total : undefined,
      averageRecency: average("recency"),
      averageFrequency: average("frequency"),
      averageMonetary: average("monetary"),
      action,
    };
  });
}
