/** The end of the door: lines in order become the ledger's rows. */
import type { Issue } from "../errors.js";
import { dropLines, findDuplicates } from "./duplicates.js";
import { mapColumns, sortLines, startDays, startRows, sumRows } from "./grouping.js";
import type { Arrivals } from "./intake.js";
import type { Ledger } from "./ledger.js";
import { gather, ledgerLines } from "./lines.js";
import type { OptionalColumns } from "./optional.js";
import type { Door } from "./options.js";
import { purchaseOnce, sortOrders } from "./orders.js";
import { doorReport } from "./report.js";
import type { Tally } from "./tally.js";

/** What was seen at the door besides the lines. */
export interface Seen {
  readonly issues: readonly Issue[];
  readonly currencies: ReadonlySet<string>;
}

/** Groups the lines that arrived, sums them into rows and draws up the report. */
export function closeLedger(arrivals: Arrivals, { columns, values }: OptionalColumns, door: Door, { counts }: Tally, seen: Seen): Ledger {
  const { customerIds, rowsRead } = arrivals;
  const arrived = { ...arrivals.lines, ...columns };
  const orderIds = door.purchaseBy === "order" ? values.orderId : undefined;
  const byOrder = orderIds && sortOrders(arrived, orderIds);
  const sorted = byOrder?.lines ?? sortLines(arrived);
  const { offsets, lineOffsets } = startRows(sorted.codes, byOrder?.rows ?? sorted.days, customerIds.length);
  const days = startDays(sorted.days, lineOffsets);

  let lines = ledgerLines(sorted, values, lineOffsets);
  const copies = findDuplicates(lines);
  if (copies.length > 0 && door.duplicates === "drop") {
    const { kept, offsets: moved } = dropLines(copies, lineOffsets);
    const some = mapColumns(sorted, (column) => gather(column, kept));
    lines = ledgerLines(some, values, moved);
  }
  const rows = { offsets, days, ...sumRows(lines.offsets, lines.amounts, door.refunds === "separate") };
  const orders = byOrder?.orders(lineOffsets);
  if (orders) purchaseOnce(rows.purchase, offsets, orders.ids);
  const rowsKept = lines.amounts.length;
  const totals = {
    rowsRead,
    rowsKept,
    rowsIgnored: counts.ignored + sorted.codes.length - rowsKept,
    rejected: seen.issues,
    currencies: seen.currencies,
    duplicateRows: copies.length,
    ...counts,
  };
  return {
    kind: "ledger",
    customerIds,
    ...rows,
    lines,
    ...(orders && { orders }),
    options: door,
    report: doorReport(door, totals, rows),
  };
}
