/** Early warnings of `regulars lifecycle`. */
import { type EarlyWarnings, WARNING_SIGNS } from "../index.js";
import { grouped, moneyColumn, percent, plural, table } from "./table.js";

const MOST_WARNED = 10;

/** The signs, and the customers who show most of them. */
export function warningsText({ signs, customers, compared }: EarlyWarnings, lapseDays: number): string[] {
  const looked = signs.filter(({ known }) => known > 0);
  if (looked.length === 0) return [];
  const text = table([
    { title: "Sign", cells: looked.map(({ name }) => name.en) },
    { title: "Looked at", cells: looked.map(({ known }) => grouped(known)), right: true },
    { title: "Found", cells: looked.map(({ found }) => grouped(found)), right: true },
    { title: "Share", cells: looked.map(({ known, found }) => percent(found / known)), right: true },
    { title: "What to do", cells: looked.map(({ sign }) => WARNING_SIGNS.find(({ key }) => key === sign)!.action) },
  ]);
  const missing = signs.filter(({ known }) => known === 0).map(({ sign }) => WARNING_SIGNS.find(({ key }) => key === sign)!.needs);
  const first = customers.slice(0, MOST_WARNED);
  const list = table([
    { title: "Customer", cells: first.map(({ customerId }) => customerId) },
    { title: "Spent", cells: moneyColumn(first.map(({ spend }) => spend)), right: true },
    { title: "Signs", cells: first.map(({ warnings }) => warnings.map(({ evidence }) => evidence).join("; ")) },
  ]);
  return [
    `Early warnings, of ${plural(compared, "customer")} with two repeats who are not lapsed (${plural(lapseDays, "day")})\n\n${text}\n\nOf baskets, breadth and discounts that only vary by chance about 4 of 100 would show${missing.length === 0 ? "" : `\nNot looked for, for want of: ${missing.join(", ")}`}`,
    ...(first.length === 0
      ? []
      : [`Most signs, then most money: ${first.length} of ${plural(customers.length, "customer")} with a sign\n\n${list}`]),
  ];
}
