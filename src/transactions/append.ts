/** Ledgers that grow: new rows are read and grouped on their own, then laid beside the old columns. */
import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";
import { dropLines, findDuplicates, takeBack } from "./duplicates.js";
import { isPurchase } from "./grouping.js";
import { checkCurrencies, SUM_EXPECTED } from "./intake.js";
import { type Columns, type Ledger, type Transaction, toLedger } from "./ledger.js";
import { gather } from "./lines.js";
import { mergeLines } from "./merge-lines.js";
import { sameChoice } from "./options.js";
import { compareText, purchaseOnce } from "./orders.js";
import { type DoorCounts, doorReport } from "./report.js";

/**
 * The ledger of old and new rows together, as if all had been read at once in that order: sums agree to 1e-9 relative,
 * all else exactly. The old rows are not needed, and neither argument is changed. Bad rows are treated as the ledger's
 * own `onInvalid` says; an error counts rows from 0 in `rows`, the report counts on from the rows read before.
 *
 * @throws InvalidInputError as `toLedger`.
 *
 * @example
 * const january = toLedger([{ customerId: "ann", date: "2026-01-05", amount: 20 }]);
 * const february = appendTransactions(january, [{ customerId: "ann", date: "2026-02-07", amount: 30 }]);
 * february.report.purchases; // => 2
 */
export function appendTransactions(ledger: Ledger, rows: Iterable<Transaction>): Ledger;
export function appendTransactions<Row>(ledger: Ledger, rows: Iterable<Row>, options: { readonly columns: Columns<Row> }): Ledger;
export function appendTransactions(ledger: Ledger, rows: Iterable<unknown>, options: { readonly columns?: Columns<never> } = {}): Ledger {
  return mergeLedgers(ledger, toLedger(rows as Iterable<never>, { ...ledger.options, ...options } as never));
}

/**
 * Two ledgers built with the same options, as one; the second's rows count as read after the first's. A customer, a day,
 * an order or a pair of equal lines in both is one, as if all rows had been read together.
 *
 * @throws InvalidInputError when the options differ, when the currencies do, or when the money adds up past 1.8e308.
 *
 * @example
 * const web = toLedger([{ customerId: "ann", date: "2026-01-05", amount: 20 }]);
 * const store = toLedger([{ customerId: "ann", date: "2026-01-05", amount: 7 }]);
 * mergeLedgers(web, store).amounts[0]; // => 27
 */
export function mergeLedgers(first: Ledger, second: Ledger): Ledger {
  const door = first.options;
  for (const name of ["timeZone", "purchaseBy", "refunds", "zeroAmounts", "duplicates", "currencyRates"] as const) {
    if (!sameChoice(second.options[name], door[name])) invalid(name, "the same in both ledgers", second.options[name]);
  }
  const currencies = new Set([...first.report.currencies, ...second.report.currencies]);
  if (!door.currencyRates) checkCurrencies(currencies);
  if (!Number.isFinite(compensatedSum(first.gross) + compensatedSum(second.gross)))
    invalid("amount", SUM_EXPECTED, "two ledgers whose sum is not");

  const { customerIds, left, right, offsets } = alignRows(first, second);
  const rowCount = left.length;
  const splitLines = first.lines.amounts.length;
  const days = new Int32Array(rowCount);
  const amounts = new Float64Array(rowCount);
  const gross = new Float64Array(rowCount);
  const refunded = new Float64Array(rowCount);
  const purchase = new Uint8Array(rowCount);
  const byOrder = door.purchaseBy === "order";
  const ids: string[] = [];
  const moments = new Float64Array(byOrder ? rowCount : 0);
  const lineOffsets = new Uint32Array(rowCount + 1);
  const order = new Uint32Array(splitLines + second.lines.amounts.length);
  let line = 0;
  for (let row = 0; row < rowCount; row++) {
    const add = (from: Ledger, at: number, shift: number): void => {
      amounts[row]! += from.amounts[at]!;
      gross[row]! += from.gross[at]!;
      refunded[row]! += from.refunded[at]!;
      for (let i = from.lines.offsets[at]!; i < from.lines.offsets[at + 1]!; i++) order[line++] = i + shift;
    };
    if (left[row]! >= 0) add(first, left[row]!, 0);
    if (right[row]! >= 0) add(second, right[row]!, splitLines);
    lineOffsets[row + 1] = line;
    const [from, at] = leader(first, left[row]!, second, right[row]!);
    days[row] = from.days[at]!;
    if (byOrder) {
      ids.push(from.orders!.ids[at]!);
      moments[row] = from.orders!.moments[at]!;
    }
  }

  let lines = mergeLines(first.lines, second.lines, order, lineOffsets);
  const copies = findDuplicates(lines);
  const dropped = door.duplicates === "drop" ? copies : [];
  if (dropped.length > 0) {
    takeBack(dropped, lines, { amounts, gross, refunded }, door.refunds === "separate");
    const { kept, offsets: moved } = dropLines(dropped, lineOffsets);
    lines = mergeLines(first.lines, second.lines, gather(order, kept), moved);
  }
  for (let row = 0; row < rowCount; row++) purchase[row] = isPurchase(amounts[row]!, gross[row]!, refunded[row]!) ? 1 : 0;
  if (byOrder) purchaseOnce(purchase, offsets, ids);

  const columns = { offsets, days, amounts, gross, refunded, purchase };
  return {
    kind: "ledger",
    customerIds,
    ...columns,
    lines,
    ...(byOrder && rowCount > 0 && { orders: { ids, moments } }),
    options: door,
    report: doorReport(door, addCounts(first, second, copies.length, dropped.length, currencies), columns),
  };
}

interface AlignedRows {
  customerIds: string[];
  offsets: Uint32Array;
  /** For each row of the union its row in the first ledger and in the second, −1 where there is none. */
  left: Int32Array;
  right: Int32Array;
}

function alignRows(first: Ledger, second: Ledger): AlignedRows {
  const most = first.days.length + second.days.length;
  const left = new Int32Array(most).fill(-1);
  const right = new Int32Array(most).fill(-1);
  const twins = new Map<string, number>();
  for (let c = 0; c < second.customerIds.length; c++) twins.set(second.customerIds[c]!, c);
  const customerIds = [...first.customerIds];
  const ends: number[] = [0];
  let row = 0;
  for (let c = 0; c < first.customerIds.length; c++) {
    const twin = twins.get(first.customerIds[c]!);
    if (twin === undefined) for (let i = first.offsets[c]!; i < first.offsets[c + 1]!; i++) left[row++] = i;
    else {
      for (const [a, b] of pairRows(first, c, second, twin)) {
        left[row] = a;
        right[row++] = b;
      }
      twins.delete(first.customerIds[c]!);
    }
    ends.push(row);
  }
  for (const [id, c] of twins) {
    customerIds.push(id);
    for (let i = second.offsets[c]!; i < second.offsets[c + 1]!; i++) right[row++] = i;
    ends.push(row);
  }
  return { customerIds, offsets: Uint32Array.from(ends), left: left.slice(0, row), right: right.slice(0, row) };
}

/** The rows of a customer who is in both ledgers: equal days, or equal orders, are one row. */
function pairRows(first: Ledger, c: number, second: Ledger, twin: number): [left: number, right: number][] {
  const pairs = new Map<number | string, [number, number]>();
  const key = ({ orders, days }: Ledger, row: number): number | string => (orders ? `${days[row]} ${orders.ids[row]}` : days[row]!);
  for (let i = first.offsets[c]!; i < first.offsets[c + 1]!; i++) pairs.set(key(first, i), [i, -1]);
  for (let i = second.offsets[twin]!; i < second.offsets[twin + 1]!; i++) {
    const known = pairs.get(key(second, i));
    if (known) known[1] = i;
    else pairs.set(key(second, i), [-1, i]);
  }
  return [...pairs.values()].sort((a, b) => compareRows(...leader(first, a[0], second, a[1]), ...leader(first, b[0], second, b[1])));
}

/** The one of two rows that comes first: a row made of both stands on its day. */
function leader(first: Ledger, left: number, second: Ledger, right: number): [ledger: Ledger, row: number] {
  return right < 0 || (left >= 0 && compareRows(first, left, second, right) <= 0) ? [first, left] : [second, right];
}

function compareRows(a: Ledger, i: number, b: Ledger, j: number): number {
  const days = a.days[i]! - b.days[j]!;
  if (days !== 0 || !a.orders || !b.orders) return days;
  return a.orders.moments[i]! - b.orders.moments[j]! || compareText(a.orders.ids[i]!, b.orders.ids[j]!);
}

function addCounts(first: Ledger, second: Ledger, copies: number, dropped: number, currencies: Iterable<string>): DoorCounts {
  const [a, b] = [first.report, second.report];
  const known = first.options.duplicates === "drop" ? a.duplicates.rows + b.duplicates.rows : 0;
  return {
    rowsRead: a.rowsRead + b.rowsRead,
    rowsKept: a.rowsKept + b.rowsKept - dropped,
    rowsIgnored: a.rowsIgnored + b.rowsIgnored + dropped,
    rejected: [...a.rejected, ...b.rejected.map((issue) => ({ ...issue, row: issue.row + a.rowsRead }))],
    refundRows: a.refunds.rows + b.refunds.rows,
    refundAmount: a.refunds.amount + b.refunds.amount,
    zeroRows: a.zeroAmounts.rows + b.zeroAmounts.rows,
    duplicateRows: known + copies,
    currencies,
  };
}
