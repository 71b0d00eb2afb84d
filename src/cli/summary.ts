/** `regulars summary`: what is in the file, in the words of a shop. */
import { type Ledger, type Rfm, topShare } from "../index.js";
import { grouped, money, pairs, percent, plural } from "./table.js";

export function summaryReport(ledger: Ledger, rows: readonly Rfm[], asOf: string, longRows = 0): string {
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
    ["Rows", rowsText(report, longRows)],
    ["Period", report.firstDay === undefined ? "none" : `${report.firstDay} to ${report.lastDay}`],
    ["Customers", grouped(rows.length)],
    ["Without a purchase", withoutPurchase(ledger, rows, asOf) ?? "none"],
    ["Purchases", `${grouped(purchases)} (${purchaseText(ledger)})`],
    ["Revenue", money(revenue)],
    ["Refunds", refundText(report)],
    ["Average purchase", purchases === 0 ? "" : money(ordered / purchases)],
    ["Bought again", rows.length === 0 ? "" : `${plural(again, "customer")}, ${percent(again / rows.length)}`],
    ["Concentration", top === undefined ? "" : `the best 20 % of customers bring ${percent(top)} of the revenue`],
    ...(report.duplicates.policy === "drop" ? ([["Repeated rows", `${grouped(report.duplicates.rows)}, dropped`]] as const) : []),
  ]);
}

/** Customers with an id whom the measures leave out, and why; undefined when there are none. */
export function withoutPurchase({ report }: Ledger, rows: readonly Rfm[], asOf: string): string | undefined {
  const count = report.customers - rows.length;
  if (count === 0) return undefined;
  const later = report.lastDay !== undefined && report.lastDay > asOf ? `, or first seen after ${asOf}` : "";
  return `${plural(count, "more customer")} (refunded entirely, or refunds alone${later})`;
}

function rowsText({ rowsRead, rowsKept, rowsRejected, rowsIgnored }: Ledger["report"], longRows: number): string {
  const parts = [
    `${grouped(rowsKept)} used`,
    ...(rowsRejected + longRows > 0 ? [`${grouped(rowsRejected + longRows)} left out, see below`] : []),
    ...(rowsIgnored > 0 ? [`${grouped(rowsIgnored)} ignored, as asked`] : []),
  ];
  return `${grouped(rowsRead + longRows)} (${parts.join(", ")})`;
}

function purchaseText({ options }: Ledger): string {
  return options.purchaseBy === "order" ? "orders" : "days on which a customer bought";
}

function refundText({ refunds }: Ledger["report"]): string {
  if (refunds.rows === 0) return "none";
  const done = { net: "taken off the revenue", ignore: "ignored", separate: "kept apart from the revenue" }[refunds.policy];
  return `${money(refunds.amount)} in ${plural(refunds.rows, "row")}, ${done}`;
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}
