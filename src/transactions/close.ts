/** The end of the door: lines in order become the ledger's rows. */
import type { Issue } from "../errors.js";
import { dropLines, findDuplicates } from "./duplicates.js";
import { gather, orderByDay, startRows, sumRows } from "./grouping.js";
import type { Arrivals } from "./intake.js";
import type { Ledger } from "./ledger.js";
import { gatherLines } from "./lines.js";
import type { OptionalColumns } from "./optional.js";
import type { Door } from "./options.js";
import { orderByOrder } from "./orders.js";
import { doorReport } from "./report.js";
import type { Tally } from "./tally.js";

/** What was seen at the door besides the lines. */
export interface Seen {
  readonly rowsRead: number;
  readonly rejected: readonly Issue[];
  readonly currencies: Iterable<string>;
}

/** Groups the lines that arrived, sums them into rows and draws up the report. */
export function closeLedger(arrivals: Arrivals, optional: OptionalColumns, door: Door, { counts }: Tally, seen: Seen): Ledger {
  const size = arrivals.amounts.length;
  optional.close(size);
  const { order: byDay, customers } = orderByDay(arrivals);
  const orderId = size > 0 && door.purchaseBy === "order" ? optional.texts.orderId : undefined;
  const byOrder = orderId && orderByOrder(arrivals, orderId, { order: byDay, customers });
  const order = byOrder?.order ?? byDay;
  const lineDays = byOrder?.days ?? gather(arrivals.days, order, new Int32Array(size));
  const keys = orderId ? gather(orderId.codes, order, new Int32Array(size)) : lineDays;
  const { offsets, lineOffsets } = startRows(customers, keys);
  const starts = lineOffsets.subarray(0, -1);
  const days = gather(lineDays, starts, new Int32Array(starts.length));
  const orders = orderId && {
    ids: Array.from(starts, (line) => orderId.values[keys[line]!]!),
    moments: gather(byOrder!.moments, starts, new Float64Array(starts.length)),
  };

  let lines = gatherLines(arrivals, optional, order, lineOffsets);
  const copies = findDuplicates(lines);
  if (copies.length > 0 && door.duplicates === "drop") {
    const { kept, offsets: moved } = dropLines(copies, lineOffsets);
    lines = gatherLines(arrivals, optional, gather(order, kept, new Uint32Array(kept.length)), moved);
  }
  const customerIds = arrivals.customerIds;
  const rows = { offsets, days, ...sumRows(lines.offsets, lines.amounts, door.refunds === "separate") };
  const rowsKept = lines.amounts.length;
  const report = doorReport(
    door,
    { ...seen, ...counts, rowsKept, rowsIgnored: counts.ignored + size - rowsKept, duplicateRows: copies.length },
    rows,
  );
  return { kind: "ledger", customerIds, ...rows, lines, ...(orders && { orders }), options: door, report };
}
