/** `regulars summary`: what is in the file up to a day, in the words of a shop. */
import { type Ledger, type Rfm, topShare } from "../index.js";
import type { PartOfLedger } from "./part.js";
import { grouped, money, pairs, percent, plural } from "./table.js";

export function summaryReport(ledger: Ledger, rows: readonly Rfm[], part: PartOfLedger, longRows = 0): string {
  const { report } = ledger;
  const revenue = sum(rows, ({ monetary }) => monetary);
  const purchases = sum(rows, ({ frequency }) => frequency);
  const ordered = sum(rows, ({ averageValue, frequency }) => averageValue * frequency);
  const again = rows.filter(({ frequency }) => frequency > 1).length;
  const top = topShare(
    rows.map(({ monetary }) => monetary),
    0.2,
  );
  return pairs([
    ["Rows", rowsText(report, part, longRows)],
    ["Period", part.lastDay === undefined ? "none" : `${report.firstDay} to ${part.lastDay}`],
    ["Customers", grouped(rows.length)],
    ["Without a purchase", part.withoutPurchase === 0 ? "none" : withoutPurchase(part)],
    ...(part.firstSeenLater === 0 ? [] : [["Came later", plural(part.firstSeenLater, "more customer")] as const]),
    ...(part.withoutRows === 0 ? [] : [["Ignored rows alone", plural(part.withoutRows, "more customer")] as const]),
    ["Purchases", `${grouped(purchases)} (${purchaseText(ledger)})`],
    ["Revenue", revenueText(revenue, part)],
    ["Refunds", refundText(report, part)],
    ["Average purchase", purchases === 0 ? "" : money(ordered / purchases)],
    ["Bought again", rows.length === 0 ? "" : `${plural(again, "customer")}, ${percent(again / rows.length)}`],
    ["Concentration", top === undefined ? "" : `the best 20 % of customers bring ${percent(top)} of the revenue`],
    ...(report.duplicates.policy === "drop"
      ? ([["Repeated rows", `${grouped(report.duplicates.rows)}, dropped${wholeFile(part)}`]] as const)
      : []),
  ]);
}

/** Who is not in a table of customers, with the money that the table lacks to the whole. */
export function notInTable(part: PartOfLedger, rows: readonly Rfm[]): string[] {
  const { withoutPurchase: without, firstSeenLater, laterRows, withoutRows, asOf } = part;
  const total = without === 0 ? "" : `. The table holds ${cents(sum(rows, ({ monetary }) => monetary))}, all together ${cents(part.money)}`;
  return [
    ...(without === 0 ? [] : [`Not in the table, as they have no purchase: ${withoutPurchase(part)}${total}`]),
    ...(laterRows === 0
      ? []
      : [`After ${asOf}, and not in the table: ${plural(laterRows, "row")}, ${plural(firstSeenLater, "new customer")}`]),
    ...(withoutRows === 0 ? [] : [`Not in the table: ${plural(withoutRows, "more customer")} whose rows were all ignored, as asked`]),
  ];
}

function withoutPurchase({ withoutPurchase: count, moneyWithoutPurchase }: PartOfLedger): string {
  return `${plural(count, "more customer")}, ${cents(moneyWithoutPurchase)} in all (refunded entirely, or refunds alone)`;
}

function rowsText(
  { rowsRead, rowsRejected, rowsIgnored }: Ledger["report"],
  { rows, laterRows, asOf }: PartOfLedger,
  longRows: number,
): string {
  const parts = [
    `${grouped(rows)} used`,
    ...(laterRows > 0 ? [`${grouped(laterRows)} after ${asOf}`] : []),
    ...(rowsRejected + longRows > 0 ? [`${grouped(rowsRejected + longRows)} left out, see below`] : []),
    ...(rowsIgnored > 0 ? [`${grouped(rowsIgnored)} ignored, as asked`] : []),
  ];
  return `${grouped(rowsRead + longRows)} (${parts.join(", ")})`;
}

function revenueText(revenue: number, { money: all }: PartOfLedger): string {
  return cents(all) === cents(revenue) ? money(revenue) : `${cents(revenue)} (${cents(all)} with those without a purchase)`;
}

function purchaseText({ options }: Ledger): string {
  return options.purchaseBy === "order" ? "orders" : "days on which a customer bought";
}

function refundText({ refunds: { policy, rows, amount } }: Ledger["report"], part: PartOfLedger): string {
  if (policy === "ignore") return rows === 0 ? "none" : `${money(amount)} in ${plural(rows, "row")}, ignored${wholeFile(part)}`;
  if (part.refundRows === 0) return "none";
  const done = policy === "net" ? "taken off the revenue" : "kept apart from the revenue";
  return `${money(part.refunds)} in ${plural(part.refundRows, "row")}, ${done}`;
}

/** Rows that the ledger no longer has are known for the file as a whole. */
function wholeFile({ laterRows }: PartOfLedger): string {
  return laterRows > 0 ? " in the whole file" : "";
}

/** Sums that are to add up are not rounded. */
function cents(value: number): string {
  return grouped(value, 2);
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}
