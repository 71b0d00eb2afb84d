/** Clusters beside the groups that rules make of the same customers. */
import { CURRY, crossTable, fitPyramid, type Ledger, RFM_GRID, type Rfm, rfmCuts, rfmScores, segmentsOf, tiersOf } from "../index.js";
import { grouped, table } from "./table.js";

/** Clusters × RFM segments and clusters × tiers. */
export function crossTables(rows: readonly Rfm[], labels: Int32Array, k: number): string[] {
  const clusters = Array.from({ length: k }, (_, cluster) => cluster);
  const money = rows.map(({ monetary }) => monetary);
  const segments = segmentsOf(rfmScores(rfmCuts(rows), rows));
  const tiers = tiersOf(fitPyramid(money), money);
  return [
    crossText(
      "Customers by cluster and RFM segment",
      labels,
      segments,
      clusters,
      RFM_GRID.segments.map(({ key }) => key),
    ),
    crossText("Customers by cluster and tier (the top 1 %, 4 %, 15 % and the rest)", labels, tiers, clusters, Object.keys(CURRY)),
  ];
}

function crossText(
  title: string,
  labels: Int32Array,
  others: readonly string[],
  clusters: readonly number[],
  names: readonly string[],
): string {
  const { counts } = crossTable(labels, others, { rows: clusters, columns: names });
  const used = names.flatMap((_, column) => (counts.some((row) => row[column]! > 0) ? [column] : []));
  const text = table([
    { title: "Cluster", cells: clusters.map(String), right: true },
    ...used.map((column) => ({ title: names[column]!, cells: counts.map((row) => grouped(row[column]!)), right: true })),
  ]);
  return `${title}\n\n${text}`;
}

/** The channel that most lines of each customer came by, up to a day; undefined when the file has no such column. */
export function channelsOf(
  { customerIds, offsets, days, lines }: Ledger,
  rows: readonly Rfm[],
  asOf: string,
): (string | undefined)[] | undefined {
  const { channel } = lines;
  if (channel === undefined) return undefined;
  const last = Math.floor(Date.parse(`${asOf.slice(0, 10)}T00:00:00Z`) / 86_400_000);
  const places = new Map(customerIds.map((id, place) => [id, place]));
  return rows.map(({ customerId }) => {
    const counts = new Map<number, number>();
    const customer = places.get(customerId)!;
    for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
      for (let i = lines.offsets[row]!; i < lines.offsets[row + 1]!; i++) {
        const code = channel.codes[i]!;
        if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    }
    const [most] = [...counts].sort(([a, x], [b, y]) => y - x || a - b);
    return most && channel.values[most[0]];
  });
}
