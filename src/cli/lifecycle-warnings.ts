/** Early warnings of `regulars lifecycle`. */
import { type EarlyWarnings, WARNING_SIGNS } from "../index.js";
import { grouped, moneyColumn, percent, plural, table } from "./table.js";

const MOST_WARNED = 10;

/** The signs, and the customers who show most of them. */
export function warningsText({ signs, customers, compared, latest }: EarlyWarnings, lapseDays: number): string[] {
  const looked = signs.filter(({ known }) => known > 0);
  if (looked.length === 0) return [];
  const text = table([
    { title: "Sign", cells: looked.map(({ name }) => name.en) },
    { title: "Looked at", cells: looked.map(({ known }) => grouped(known)), right: true },
    { title: "Found", cells: looked.map(({ found }) => grouped(found)), right: true },
    { title: "Share", cells: looked.map(({ known, found }) => percent(found / known)), right: true },
    { title: "What to do", cells: looked.map(({ sign }) => WARNING_SIGNS.find(({ key }) => key === sign)!.action) },
  ]);
  const varying = signs.some(({ sign, known }) => known > 0 && sign !== "gap_stretched");
  const notes = [
    ...(varying ? ["Of baskets, breadth and discounts that only vary by chance about 4 of 100 would show"] : []),
    ...missingNotes(signs, latest),
  ];
  const first = customers.slice(0, MOST_WARNED);
  const list = table([
    { title: "Customer", cells: first.map(({ customerId }) => customerId) },
    { title: "Spent", cells: moneyColumn(first.map(({ spend }) => spend)), right: true },
    { title: "Signs", cells: first.map(({ warnings }) => warnings.map(({ evidence }) => evidence).join("; ")) },
  ]);
  return [
    `Early warnings, of ${plural(compared, "customer")} with two repeats who are not lapsed (${plural(lapseDays, "day")})\n\n${text}${notes.length === 0 ? "" : `\n\n${notes.join("\n")}`}`,
    ...(first.length === 0
      ? []
      : [`Most signs, then most money: ${first.length} of ${plural(customers.length, "customer")} with a sign\n\n${list}`]),
  ];
}

/** Every file has amounts: without a basket to look at nobody has bought often enough for any sign but the gap. */
function missingNotes(signs: EarlyWarnings["signs"], latest: number): string[] {
  const missing = signs.filter(({ known }) => known === 0);
  if (missing.length === 0) return [];
  if (missing.some(({ sign }) => sign === "basket_shrinking"))
    return [`Not looked for, as none of them has bought ${2 * latest} times for money: ${missing.map(({ name }) => name.en).join(", ")}`];
  return [`Not looked for, for want of: ${missing.map(({ sign }) => WARNING_SIGNS.find(({ key }) => key === sign)!.needs).join(", ")}`];
}
