/** The end of the door: lines in order become the ledger's rows. */
import type { Issue } from "../errors.js";
import { dropLines, findDuplicates } from "./duplicates.js";
import { type Lines, mapColumns, sortLines, sumRows } from "./grouping.js";
import type { Arrivals } from "./intake.js";
import type { Ledger } from "./ledger.js";
import { gather, ledgerLines } from "./lines.js";
import type { OptionalColumns } from "./optional.js";
import type { Door } from "./options.js";
import { purchaseOnce, rowOrders, sortByOrder } from "./orders.js";
import { doorReport } from "./report.js";
import type { Tally } from "./tally.js";

/** What was seen at the door besides the lines. */
export interface Seen {
  readonly issues: readonly Issue[];
  readonly currencies: ReadonlySet<string>;
}

/** Groups the lines that arrived, sums them into rows and draws up the report. */
export function closeLedger(
  { customerIds, lines: arrived, rowsRead }: Arrivals,
  { columns, values }: OptionalColumns,
  door: Door,
  { counts }: Tally,
  { issues, currencies }: Seen,
): Ledger {
  const names = ["amounts", "moments", ...Object.keys(columns)];
  const all: Lines = [...arrived, ...Object.values(columns)];
  const size = arrived[0].length;
  const at = names.indexOf("orderId") + arrived.length - 2;
  const ids = door.purchaseBy === "order" ? values.orderId : undefined;
  const group = (sorted: Lines) => {
    const { lineOffsets, ...rows } = sumRows(
      sorted,
      customerIds,
      ids && (sorted[sorted.length - 2] as Int32Array),
      door.refunds === "separate",
    );
    return { rows, lines: ledgerLines(lineOffsets, names, sorted.slice(2), values) };
  };

  let sorted = ids ? sortByOrder(all, at, ids, customerIds.length) : sortLines(all, customerIds.length);
  let grouped = group(sorted);
  const copies = findDuplicates(grouped.lines);
  if (copies.length > 0 && door.duplicates === "drop") {
    const { kept } = dropLines(copies, grouped.lines.offsets);
    sorted = mapColumns(sorted, (column) => gather(column, kept));
    grouped = group(sorted);
  }
  const { rows, lines } = grouped;
  const rowsKept = lines.amounts.length;
  const rowsIgnored = counts.ignored + size - rowsKept;
  const totals = { rowsRead, rowsKept, rowsIgnored, rejected: issues, currencies, duplicateRows: copies.length, ...counts };
  const orders = ids && size > 0 ? rowOrders(lines, sorted[sorted.length - 1] as Float64Array) : undefined;
  if (orders) purchaseOnce(rows.purchase, rows.offsets, orders.ids);
  return { kind: "ledger", ...rows, lines, ...(orders && { orders }), options: door, report: doorReport(door, totals, rows) };
}
