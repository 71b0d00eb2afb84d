/** The end of the door: lines in order become the ledger's rows. */
import { invalid } from "../errors.js";
import { dropLines, findDuplicates } from "./duplicates.js";
import { gather, gatherLines, type LedgerLines, type LedgerOrders, orderByDay, orderByOrder } from "./grouping.js";
import type { Intake } from "./intake.js";
import type { Ledger } from "./ledger.js";
import { doorReport } from "./report.js";

/** Rounding of a sum, relative to the money moved: a net below it is zero. */
const ROUNDING = 1e-9;

/**
 * Whether money makes a purchase: the net is positive beyond rounding, or zero with nothing refunded (free items and
 * $0.00 orders). What was refunded to zero or below is none.
 */
export function isPurchase(amount: number, gross: number, refunded: number): boolean {
  return Math.abs(amount) > ROUNDING * gross ? amount > 0 : refunded === 0;
}

/** Groups what the intake holds, sums it into rows and draws up the report. */
export function closeLedger(intake: Intake<never>): Ledger {
  const { door, currencies, customerIds } = intake;
  intake.close();
  if (currencies.size > 1 && !door.currencyRates) invalid("currency", "one currency, or currencyRates for each", [...currencies].sort());

  const byDay = orderByDay(intake);
  const byOrder = door.purchaseBy === "order" && intake.size > 0 ? orderByOrder(intake, byDay) : undefined;
  const { customers, order, days: lineDays } = byOrder ?? byDay;
  const codes = intake.texts.orderId?.codes;
  const offsets = new Uint32Array(customerIds.length + 1);
  const keys = byOrder ? gather(codes!, order, new Int32Array(order.length)) : lineDays;
  let lines = gatherLines(intake, order, rowStarts(customers, keys, offsets));
  const copies = findDuplicates(lines);
  const starts = lines.offsets.subarray(0, -1);
  const days = gather(lineDays, starts, new Int32Array(starts.length));
  const orders: LedgerOrders | undefined = byOrder && {
    ids: Array.from(starts, (line) => lines.orderId!.values[keys[line]!]!),
    moments: gather(byOrder.moments, starts, new Float64Array(starts.length)),
  };
  if (copies.length > 0 && door.duplicates === "drop") {
    const { kept, offsets: moved } = dropLines(copies, lines.offsets);
    lines = gatherLines(intake, gather(order, kept, new Uint32Array(kept.length)), moved);
  }

  const sums = sumRows(lines, door.refunds === "separate");
  const ignored = intake.ignoredRefunds + intake.ignoredZeros + (intake.size - lines.amounts.length);
  const counts = {
    rowsRead: intake.read,
    rowsKept: lines.amounts.length,
    rowsIgnored: ignored,
    rejected: intake.rejected,
    refundRows: intake.refundRows,
    refundAmount: intake.refundAmount,
    zeroRows: intake.zeroRows,
    duplicateRows: copies.length,
    currencies,
  };
  const rows = { offsets, days, ...sums };
  return { kind: "ledger", customerIds, ...rows, lines, ...(orders && { orders }), options: door, report: doorReport(door, counts, rows) };
}

/** The money of each row, from its lines. */
function sumRows({ offsets, amounts: money }: LedgerLines, separate: boolean): Pick<Ledger, "amounts" | "gross" | "refunded" | "purchase"> {
  const rowCount = offsets.length - 1;
  const amounts = new Float64Array(rowCount);
  const gross = new Float64Array(rowCount);
  const refunded = new Float64Array(rowCount);
  const purchase = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let paid = 0;
    let back = 0;
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      if (money[i]! < 0) back -= money[i]!;
      else paid += money[i]!;
    }
    amounts[row] = separate ? paid : paid - back;
    gross[row] = paid + back;
    refunded[row] = back;
    purchase[row] = isPurchase(amounts[row]!, gross[row]!, back) ? 1 : 0;
  }
  return { amounts, gross, refunded, purchase };
}

/** Where each row's lines begin; fills `offsets` with where each customer's rows do. */
function rowStarts(customers: Uint32Array, keys: Int32Array, offsets: Uint32Array): Uint32Array {
  const starts = new Uint32Array(keys.length + 1);
  let rows = 0;
  for (let c = 0; c + 1 < customers.length; c++) {
    for (let i = customers[c]!; i < customers[c + 1]!; i++) if (i === customers[c]! || keys[i] !== keys[i - 1]) starts[rows++] = i;
    offsets[c + 1] = rows;
  }
  starts[rows] = keys.length;
  return starts.slice(0, rows + 1);
}
