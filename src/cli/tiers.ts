/** `regulars tiers`: the pyramid of customers. */
import { customerProfits, fitPyramid, InvalidInputError, type Ledger, type Pyramid, type Rfm, tierSummary, tiersOf } from "../index.js";
import type { Arguments } from "./args.js";
import { MEASURED, measured } from "./measures.js";
import { wrongUsage } from "./mistakes.js";
import { writeRows } from "./output.js";
import { grouped, moneyColumn, percent, table } from "./table.js";

/** The table of tiers, and a file where it is asked for. */
export async function tiersReport(ledger: Ledger, rows: readonly Rfm[], asOf: string, args: Arguments): Promise<string> {
  const values = rows.map(({ monetary }) => monetary);
  const profit = profitOptions(ledger, rows, asOf, args);
  const pyramid = fitted(values, profit, args);
  const placed = pyramid.by === "profit" ? Array.from(customerProfits(values, profit)) : values;
  const tiers = tiersOf(pyramid, placed);
  if (args.out !== undefined) {
    const customers = rows.map((row, i) => ({ ...measured(row), ...(pyramid.by === "profit" && { profit: placed[i]! }), tier: tiers[i]! }));
    await writeRows(args.out, [...MEASURED, ...(pyramid.by === "profit" ? ["profit"] : []), "tier"], customers);
  }
  const summary = tierSummary(pyramid, values, profit);
  const byProfit = pyramid.by === "profit";
  const text = table([
    { title: "Tier", cells: summary.map(({ name }) => name) },
    { title: "Customers", cells: summary.map(({ customers }) => grouped(customers)), right: true },
    { title: "Share", cells: summary.map(({ share }) => percent(share)), right: true },
    { title: "Revenue", cells: moneyColumn(summary.map(({ revenue }) => revenue)), right: true },
    { title: "Share", cells: summary.map(({ shareOfRevenue }) => percent(shareOfRevenue)), right: true },
    { title: "Average", cells: moneyColumn(summary.map(({ average }) => average)), right: true },
    ...(summary[0]?.margin === undefined
      ? []
      : [{ title: "Profit", cells: moneyColumn(summary.map(({ margin }) => margin)), right: true }]),
    {
      title: byProfit ? "Profit from" : "From",
      cells: moneyColumn(pyramid.tiers.map(({ from, customers }) => (customers === 0 ? undefined : (from ?? undefined)))),
      right: true,
    },
  ]);
  return [text, ...pyramid.notes.map((note) => `Note: ${note}`)].join("\n");
}

interface Profit {
  readonly margin?: number;
  readonly costs?: Float64Array;
}

function profitOptions(ledger: Ledger, rows: readonly Rfm[], asOf: string, args: Arguments): Profit {
  if (args.by !== "profit" && args.margin === undefined) return {};
  const cost = ledger.lines.cost;
  if (args.margin === undefined && cost === undefined) {
    wrongUsage('Profit cannot be known from revenue alone: give --margin 0.3, or the column of costs with --cost "…".');
  }
  return { ...(args.margin !== undefined && { margin: args.margin }), ...(cost && { costs: costsOf(ledger, cost, rows, asOf) }) };
}

/** Costs of each customer up to a day. */
function costsOf(ledger: Ledger, cost: Float64Array, rows: readonly Rfm[], asOf: string): Float64Array {
  const last = Math.floor(Date.parse(`${asOf.slice(0, 10)}T00:00:00Z`) / 86_400_000);
  const places = new Map(ledger.customerIds.map((id, place) => [id, place]));
  return Float64Array.from(rows, ({ customerId }) => {
    const customer = places.get(customerId)!;
    let sum = 0;
    for (let row = ledger.offsets[customer]!; row < ledger.offsets[customer + 1]! && ledger.days[row]! <= last; row++) {
      for (let i = ledger.lines.offsets[row]!; i < ledger.lines.offsets[row + 1]!; i++) sum += Number.isNaN(cost[i]) ? 0 : cost[i]!;
    }
    return sum;
  });
}

function fitted(values: readonly number[], profit: Profit, { by, shares }: Arguments): Pyramid {
  try {
    if (by === "threshold") {
      if (!shares) wrongUsage('--by threshold needs the lowest value of each tier: --shares "gold=500,silver=100,basic"');
      return fitPyramid(values, { by, from: shares });
    }
    const asked = shares === undefined ? {} : { shares: shares as Record<string, number> };
    return by === "profit" ? fitPyramid(values, { ...asked, ...profit, by } as never) : fitPyramid(values, { ...asked, by } as never);
  } catch (error) {
    const issue = error instanceof InvalidInputError ? error.issues[0] : undefined;
    if (issue && /share|from|margin/.test(issue.field)) {
      const flag = issue.field === "margin" ? "--margin" : `--shares: ${issue.field}`;
      wrongUsage(`${flag} must be ${issue.expected}, not ${String(issue.received)}.`);
    }
    throw error;
  }
}
