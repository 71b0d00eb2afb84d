/** The report of the rows that are not in the result. */
import type { Issue } from "../index.js";
import { absentWord } from "./customer-ids.js";
import type { Orders } from "./read-orders.js";
import { grouped, plural } from "./table.js";

const SHOWN = 3;
const LONGEST = 40;

/** How many rows were left out and why, with the first few of each reason; undefined when there are none. */
export function rejectedReport({ rejected, places, header, ledger }: Orders): string | undefined {
  const { issues, longRows, width, lineOf } = rejected;
  const total = issues.length + longRows.length;
  if (total === 0) return undefined;
  const reasons = new Map<string, { count: number; examples: string[] }>();
  const add = (reason: string, example: () => string): void => {
    const known = reasons.get(reason);
    if (!known) reasons.set(reason, { count: 1, examples: [example()] });
    else if (known.count++ < SHOWN) known.examples.push(example());
  };
  for (const issue of issues) {
    const received = String(issue.received ?? "");
    add(reasonOf(issue, received), () => `line ${grouped(lineOf(issue.row))}${received === "" ? "" : `: ${quoted(received)}`}`);
  }
  for (const { line, cells } of longRows) {
    add(`with more cells than the ${width} columns (an unquoted delimiter in a text?)`, () => `line ${grouped(line)}: ${cells} cells`);
  }
  const read = ledger.report.rowsRead + longRows.length;
  const lines = [...reasons]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([reason, { count, examples }]) => {
      const shown = examples.join(", ") + (count > examples.length ? ", …" : "");
      return `  ${plural(count, "row")} ${reason}\n    ${shown}`;
    });
  return [`Left out: ${grouped(total)} of ${plural(read, "row")}`, ...lines].join("\n");

  function reasonOf({ field, expected, received: value }: Issue, received: string): string {
    const column = (at: number | undefined): string => (at === undefined ? field : JSON.stringify(header[at]));
    switch (field) {
      case "customerId":
        return absentWord(value) === undefined
          ? "without a customer id"
          : `whose customer id (${column(places.customerId)}) is a word for a missing one`;
      case "date":
        return received === ""
          ? "without a date"
          : `whose date (${column(places.date)}) is not understood; say how it is written with --date-format`;
      case "amount": {
        const where = places.amount === undefined ? `${column(places.unitPrice)} × ${column(places.quantity)}` : column(places.amount);
        if (typeof value === "number" && !Number.isNaN(value)) return `whose amount (${where}) is too large to be added up (past 1.8e308)`;
        return received === "" ? `without an amount (${where})` : `whose amount (${where}) is not a number`;
      }
      case "orderId":
        return "without an order id, which --purchase-by order needs";
      default:
        return `whose ${field} is not ${expected}`;
    }
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
